// The server's other side, as a program sees it: HTTP requests with a session, tus, raw sockets.
import { createHash } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { until } from './process.mjs';
import { password } from './settings.mjs';

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
export const base64 = (text) => Buffer.from(text).toString('base64');
export const checksum = (bytes) =>
  `sha256 ${createHash('sha256').update(bytes).digest('base64')}`;

const bytesType = 'application/offset+octet-stream';

/** One request; the answer with its whole body. */
export function request(base, method, path, { headers = {}, body, agent } = {}) {
  return new Promise((resolve, reject) => {
    const size = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const options = { method, agent, headers: { ...size, ...headers } };
    const asked = http.request(new URL(path, base), options, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        resolve(answerOf(response, Buffer.concat(pieces)));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

function answerOf(response, body) {
  const { statusCode: status, headers } = response;
  const text = body.toString('utf8');
  const isJson = /json/.test(headers['content-type'] ?? '') && text !== '';
  return { status, headers, body, text, json: isJson ? JSON.parse(text) : undefined };
}

/** Sends these bytes as they are; everything that comes back until the end (or the limit). */
export function exchange(port, bytes, { limitMs = 5000, halfClose = false } = {}) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    let text = '';
    const timer = setTimeout(() => {
      socket.destroy();
      resolve(text);
    }, limitMs);
    socket.setEncoding('latin1');
    socket.on('data', (piece) => (text += piece));
    socket.on('error', (error) => (text === '' ? reject(error) : undefined));
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
    if (halfClose) socket.end(bytes);
    else socket.write(bytes);
  });
}

export class Client {
  constructor(server) {
    this.server = server;
    this.own = {};
    this.agent = new http.Agent({ keepAlive: false });
  }

  get base() {
    return this.server.url;
  }

  /** With a cookie session and its CSRF token, as a page has it. */
  async signIn(name) {
    const answer = await this.json('POST', '/api/session', { sign_in_name: name, password });
    if (answer.status !== 200) throw new Error(`sign-in of ${name}: ${answer.text}`);
    this.session = answer.json;
    this.own = {
      Cookie: answer.headers['set-cookie'][0].split(';')[0],
      'Liuhen-Csrf': answer.json.csrf,
    };
    return this;
  }

  request(method, path, { headers = {}, body } = {}) {
    const { own, agent, base } = this;
    return request(base, method, path, { headers: { ...own, ...headers }, body, agent });
  }

  get(path, headers) {
    return this.request('GET', path, { headers });
  }

  json(method, path, value, headers = {}) {
    const all = { 'Content-Type': 'application/json', ...headers };
    return this.request(method, path, { headers: all, body: JSON.stringify(value) });
  }

  async must(method, path, value) {
    const answer = await (value === undefined
      ? this.request(method, path)
      : this.json(method, path, value));
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.json;
  }

  // --- tus --------------------------------------------------------------------------------------

  tus(method, path, headers = {}, body) {
    return this.request(method, path, { headers: { 'Tus-Resumable': '1.0.0', ...headers }, body });
  }

  create(size, metadata, headers = {}, body) {
    const pairs = Object.entries(metadata).map(([name, value]) => `${name} ${base64(value)}`);
    const type = body === undefined ? {} : { 'Content-Type': bytesType };
    const length = size === undefined ? {} : { 'Upload-Length': String(size) };
    const all = { ...length, 'Upload-Metadata': pairs.join(','), ...type, ...headers };
    return this.tus('POST', '/api/uploads', all, body);
  }

  patch(place, offset, body, headers = {}) {
    const all = { 'Content-Type': bytesType, 'Upload-Offset': String(offset), ...headers };
    return this.tus('PATCH', place, all, body);
  }

  /** Where an upload stands once the server has ended its own steps. */
  ended(place) {
    return until(`the end of ${place}`, async () => {
      const upload = await this.must('GET', place);
      return ['done', 'refused'].includes(upload.state) && upload;
    });
  }

  /** A whole deposit in one go; answers the ended upload. */
  async deposit(bytes, metadata) {
    const answer = await this.create(bytes.length, metadata, {}, bytes);
    if (answer.status !== 201) throw new Error(`deposit: ${answer.status} ${answer.text}`);
    return this.ended(answer.headers.location);
  }

  /** A record once its probe has answered or failed. */
  probed(recordId) {
    return until(`the probe of ${recordId}`, async () => {
      const record = await this.must('GET', `/api/records/${recordId}`);
      return record.probe_state !== 'waiting' && record;
    });
  }

  async view(recordId, purpose = '端到端测试') {
    return this.must('POST', `/api/records/${recordId}/viewings`, { purpose });
  }

  // --- casework ---------------------------------------------------------------------------------

  async caseByNumber(number) {
    const page = await this.must('GET', `/api/cases?q=${encodeURIComponent(number)}`);
    const found = page.cases.find((each) => each.number === number);
    return this.must('GET', `/api/cases/${found.id}`);
  }

  async openCase(number, title = '端到端测试案件') {
    const body = { number, title, party: '测试当事人', procedure: 'ordinary' };
    return this.must('POST', '/api/cases', body);
  }

  async openAct(caseId, title = '测试活动') {
    const officer_ids = [this.session.account.id];
    const body = { kind: 'inquiry', title, place: '测试地点', officer_ids };
    return this.must('POST', `/api/cases/${caseId}/acts`, body);
  }

  /** A case with one act, and where a file has to say it belongs. */
  async newPlace(number) {
    const found = await this.openCase(number);
    const act = await this.openAct(found.id);
    return { case_id: found.id, act_id: act.id };
  }
}

export const signedIn = (server, name) => new Client(server).signIn(name);
