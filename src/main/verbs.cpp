#include "main/verbs.h"

#include <algorithm>

#include "cli/cmd_deposit.h"
#include "cli/commands.h"
#include "main/serve.h"

namespace liuhen {
namespace {

constexpr const char* kServeMore =
    "Serves the house in FOLDER until Ctrl-C or TERM.\n"
    "  --web FOLDER              the built pages (web/dist); without it there is the API only\n"
    "  --law FOLDER              the law files; default: those of the tree it was built in\n"
    "  --forms FOLDER            the form files; default: those of the tree it was built in\n"
    "  --address, --port         where it listens; without TLS, so keep it behind a proxy\n"
    "  --connections-per-peer N  open connections of one address\n"
    "  --sign-ins-per-minute N   sign-ins of one address that do not succeed\n"
    "Exit codes: 0 stopped cleanly, 1 fault, 2 wrong usage.\n";

constexpr const char* kInitMore =
    "Founds a real house in FOLDER: asks for the bureau, its units and three administrators.\n"
    "Interrupted, it goes on when it is called again.\n"
    "  --lang zh|en  the language of the questions; otherwise that of LC_ALL, LC_MESSAGES or LANG\n"
    "Exit codes: 0 done, 1 not done, 2 wrong usage.\n";

constexpr const char* kDemoMore =
    "Makes a demonstration bureau with invented people and cases. Not for real work.\n"
    "  --media FOLDER  what packaging/demo/make_media.sh made\n"
    "  --bureau FILE   packaging/demo/bureau.json\n"
    "Exit codes: 0 done, 1 not done, 2 wrong usage.\n";

constexpr const char* kDepositMore =
    "Sends files, or all files of a folder, to an act of a case, and keeps a receipt for each.\n"
    "Goes on where an earlier run stopped, and tries again while the server is away.\n"
    "  --case CASE         the case: its number (案号) as the pages show it, or its id\n"
    "  --act ACT           the act: its title in that case, or its id\n"
    "  --device DEVICE     the recorder: its number (设备编号) as the pages show it, or its id\n"
    "  --user NAME         sign-in name; the password is asked for, or stands in LIUHEN_PASSWORD\n"
    "  --token-file FILE   instead of --user: a token that stands in a file\n"
    "  --server URL        http://127.0.0.1:8086 unless told otherwise\n"
    "  --receipts FOLDER   where receipts are kept; the current folder unless told otherwise\n"
    "  --key PUBKEY        checks each receipt: the log's public key, or the file that holds it\n"
    "  --retry-minutes N   how long it tries while the server is away\n"
    "Exit codes: 0 all deposited, 1 some not, 2 wrong usage, 4 the key cannot be used.\n";

constexpr const char* kVerifyReceiptMore =
    "Checks a receipt without a server: is what it says in the log, signed with the key?\n"
    "  --key PUBKEY    the log's public key, or the file that holds it (checkpoint.vkey)\n"
    "  --file ORIGINAL is this the file that was deposited?\n"
    "  --sm2-key PEM   the file of the log's SM2 key (checkpoint.sm2.pub.pem)\n"
    "  --json          the result for programs\n"
    "Exit codes: 0 good, 1 does not hold, 2 wrong usage, 3 the receipt or the original could not\n"
    "be read, 4 a key could not be used. With 3 and 4 nothing is said about the receipt.\n";

constexpr const char* kVerifyMore =
    "Checks a whole house: log, vault and catalog, byte for byte and row for row.\n"
    "  --key PUBKEY, --sm2-key PEM  keys kept elsewhere; otherwise those in the house are used\n"
    "  --threads N                  one a core unless told otherwise\n"
    "  --json                       the report for programs\n"
    "Exit codes: 0 sound, 1 problems found, 2 wrong usage, 3 could not be checked or stopped,\n"
    "4 a key could not be used. To check one receipt: liuhen verify receipt --help\n";

constexpr const char* kRebuildMore =
    "Makes the catalog again from the entries of the log. The server must be stopped.\n"
    "Exit codes: 0 done, 1 not done, 2 wrong usage.\n";

constexpr const char* kOcflMore =
    "Checks any OCFL 1.1 storage root or object.\n"
    "  --json  the findings for programs\n"
    "Exit codes: 0 valid, 1 not valid or not readable, 2 wrong usage.\n";

constexpr Verb kVerbs[] = {
    {"serve", serve,
     "serve --data FOLDER [--port 8086] [--address 127.0.0.1] [--web FOLDER] [--law FOLDER]\n"
     "               [--forms FOLDER] [--connections-per-peer 256] [--sign-ins-per-minute 60]",
     kServeMore},
    {"init", cli::cmd_init, "init --data FOLDER [--lang zh|en]", kInitMore},
    {"demo", cli::cmd_demo, "demo --data FOLDER --media FOLDER --bureau FILE", kDemoMore},
    {"deposit", cli::cmd_deposit,
     "deposit FILE... --case CASE --act ACT [--device DEVICE] --user NAME [--server URL]\n"
     "                 [--receipts FOLDER] [--key PUBKEY] [--retry-minutes 30]",
     kDepositMore},
    {"verify receipt", cli::cmd_verify_receipt,
     "verify receipt FILE --key PUBKEY [--file ORIGINAL] [--sm2-key PEM] [--json]",
     kVerifyReceiptMore},
    {"verify", cli::cmd_verify,
     "verify --data FOLDER [--key PUBKEY] [--sm2-key PEM] [--threads N] [--json]", kVerifyMore},
    {"rebuild", cli::cmd_rebuild, "rebuild --data FOLDER", kRebuildMore},
    {"ocfl", cli::cmd_ocfl, "ocfl validate PATH [--json]", kOcflMore},
};

}  // namespace

const Verb* find_verb(const std::vector<std::string>& words, std::vector<std::string>& rest) {
  for (const Verb& verb : kVerbs) {
    const std::string name = verb.name;
    const std::size_t space = name.find(' ');
    const std::size_t count = space == std::string::npos ? 1 : 2;
    if (words.size() < count || words[0] != name.substr(0, space)) continue;
    if (count == 2 && words[1] != name.substr(space + 1)) continue;
    rest.assign(words.begin() + static_cast<std::ptrdiff_t>(count), words.end());
    return &verb;
  }
  return nullptr;
}

bool asks_for_help(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return word == "--help" || word == "-h"; });
}

void print_overview(std::FILE* into) {
  std::fputs("Liuhen 留痕 keeps enforcement records complete, unaltered and provable.\n\n", into);
  for (const Verb& verb : kVerbs) std::fprintf(into, "  liuhen %s\n", verb.usage);
  std::fputs(
      "\n  liuhen COMMAND --help    what a command does, its options and exit codes\n"
      "  liuhen --version\n",
      into);
}

void print_usage_of(const Verb& verb, std::FILE* into) {
  std::fprintf(into, "usage: liuhen %s\n", verb.usage);
}

void print_help_of(const Verb& verb) {
  print_usage_of(verb, stdout);
  std::printf("\n%s", verb.more);
}

}  // namespace liuhen
