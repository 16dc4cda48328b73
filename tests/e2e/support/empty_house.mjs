// A real bureau on its first day: founded, staffed, and without a case or a record.
import { Client } from './client.mjs';
import { liuhen } from './process.mjs';

export const foundingPassword = 'founding password 1';

/** As `liuhen init` asks it on a terminal. */
export async function foundEmptyHouse(data) {
  const answers = ['云泽市某执法局', 'Some Bureau of Yunze', '', '执法一科 | Enforcement 1', '',
    '王系统', '', '李安全', '', '赵审计', '', ''].join('\n');
  const env = { LIUHEN_PASSWORD: foundingPassword };
  const founded = await liuhen(['init', '--data', data], { env, input: answers });
  if (founded.code !== 0) throw new Error(founded.err);
}

async function enterWith(server, name, password) {
  const client = new Client(server);
  const answer = await client.json('POST', '/api/session', { sign_in_name: name, password });
  client.own = {
    Cookie: answer.headers['set-cookie'][0].split(';')[0],
    'Liuhen-Csrf': answer.json.csrf,
  };
  return client;
}

/** The person's own way in: the one-time password, changed at once. */
export async function enterFirst(server, name, once, own) {
  const client = await enterWith(server, name, once);
  await client.json('PUT', '/api/session/password', { current: once, next: own });
}

/** An officer, a custodian and a supervisor in the empty house. */
export async function staff(server) {
  const security = await enterWith(server, 'secadmin', foundingPassword);
  const { units } = await security.must('GET', '/api/units');
  for (const [name, person, role] of [['yi', '甲一', 'officer'], ['er', '乙二', 'custodian'],
    ['san', '丙三', 'supervisor']]) {
    const { one_time_password: once } = await security.must('POST', '/api/accounts', {
      sign_in_name: name, name: person, unit_id: units[0].id, roles: [role],
    });
    await enterFirst(server, name, once, foundingPassword);
  }
}
