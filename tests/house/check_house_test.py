#!/usr/bin/env python3
"""The test of the house check: a sound little tree, and for each rule one that breaks it.

A tree is the sound one with some files replaced. Each must be refused for what it breaks, with
exactly one violation, in the file and with the words given. Usage: check_house_test.py
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from check_house import folders_of_this_machine

CHECK = Path(__file__).with_name("check_house.py")

SOUND = {
    "src/base/clock.cpp": "auto now() { return std::chrono::system_clock::now(); }\n",
    "src/base/base_test.cpp": "",
    "src/ledger/log.h": "// What the log promises.\n#pragma once\n#include \"base/text.h\"\n",
    "src/ledger/log_test.cpp": "",
    "src/http/session.cpp": "#include <boost/beast.hpp>\n"
                            "task f() {\n  if (co_await g(x, {})) {\n    h({1});\n  }\n}\n",
    "src/http/session_test.cpp": "",
    "src/probe/process/media.cpp": "#include <libavformat/avformat.h>\n",
    "src/probe/probe_test.cpp": "",
    "docs/dependencies.md": "`libfoo-dev` and `left-pad`: reasons.\n",
    "packages.debian": "# a comment\nlibfoo-dev\n",
    "web/package.json": '{"dependencies": {"left-pad": "1.0.0"}}\n',
}


def lines(count, line="  x();\n"):
    return line * count


IN_CLASS = "class A {\n public:\n  A() : a_{1}, b_(2) {}\n  int f() const {\n%s  }\n};\n"
# Name of the case, file that breaks the rule, its content, a part of the sentence.
BROKEN = [
    ("a room of the same layer", "src/ledger/a.cpp", '#include "vault/vault.h"\n',
     "ledger may not include vault"),
    ("a room above", "src/base/a.cpp", '#include "model/entry.h"\n', "base may not include model"),
    ("a server in flows", "src/http/a.cpp", '#include "catalog/sql.h"\n', "http may not include"),
    ("a file too long", "src/base/a.cpp", lines(501, "int a;\n"), "501 lines"),
    ("a line too long", "src/base/a.cpp", "int " + "a" * 100 + ";\n", "105 columns"),
    ("a function too long", "src/base/a.cpp", "void f() {\n" + lines(69) + "}\n",
     "function of 71 lines"),
    ("a function too long, with its head on two lines", "src/base/a.cpp",
     "void f(int a,\n       int b) {\n" + lines(68) + "}\n", "function of 71 lines"),
    ("a method too long", "src/base/a.cpp", IN_CLASS % lines(69), "function of 71 lines"),
    ("a method of a nested class", "src/base/a.cpp",
     "namespace n {\n" + IN_CLASS.replace("int f", "struct B {\n  int f") % lines(69) + "}\n};\n",
     "function of 71 lines"),
    ("a constructor with values", "src/base/a.cpp",
     "A::A(int a)\n    : a_{a},\n      b_(2) {\n" + lines(67) + "}\n", "function of 71 lines"),
    ("a lambda inside", "src/base/a.cpp", "void f() {\n  g([&](int) {\n" + lines(67) + "  });\n}\n",
     "function of 71 lines"),
    ("a body that is tried", "src/base/a.cpp",
     "void f() try {\n" + lines(66) + "} catch (const E& e) {\n" + lines(2) + "}\n",
     "function of 71 lines"),
    ("a banned word", "src/base/a.cpp", "class log_manager;\n", "banned name"),
    ("a banned type", "src/base/a.cpp", "struct CaseItem {};\n", "banned name"),
    ("the machine's clock", "src/ledger/a.cpp", "auto t = std::chrono::system_clock::now();\n",
     "only base/clock"),
    ("a mark", "src/base/a.cpp", "// TO" + "DO later\n", "no to-do marks"),
    ("a lambda awaited", "src/http/a.cpp", "task f() { co_await g([x] { return 1; }); }\n",
     "name it first"),
    ("an aggregate awaited", "src/http/a.cpp", "task f() { co_await g(Range{1, 2}); }\n",
     "name it first"),
    ("braces awaited", "src/http/a.cpp", "task f() {\n  auto x = co_await g(\n      {a, b});\n}\n",
     "name it first"),
    ("an object awaited", "src/runtime/a.cpp", "task f() { co_await Wake{1}; }\n", "name it first"),
    ("a header without its promise", "src/base/a.h", "#pragma once\n", "opens with its promise"),
    ("a header without its guard", "src/base/a.h", "// Promise.\n", "needs #pragma once"),
    ("a room without a test", "src/cli/a.cpp", "", "no test beside"),
    ("a file at home", "docs/a.md", f"See {Path.home()}/.config.\n", "names a path"),
    ("a registry", "web/a.js", "// registry.npm" + "js.org\n", "names a path"),
    ("a Debian package", "packages.debian", "libfoo-dev\nlibbar-dev\n", "no reason for the Debian"),
    ("an npm package", "web/package.json", '{"devDependencies": {"right-pad": "1"}}\n',
     "no reason for the npm"),
]
# A bare system has none of its own.
BROKEN += [("a folder of one machine", "docs/a.md", f"See /{name}/x.\n", "names a path")
           for name in folders_of_this_machine()]
# Third-party headers: one that a room may not have, and one in a header that may hold it in .cpp.
for header, where, allowed in [
        ("soci/soci.h", "ledger", "catalog"), ("sqlite3.h", "ledger", "catalog"),
        ("argon2.h", "ledger", "catalog"), ("boost/beast.hpp", "ledger", None),
        ("boost/asio.hpp", "ledger", None), ("libavformat/avformat.h", "probe", None),
        ("libexif/exif-data.h", "base", None), ("poppler/cpp/poppler-page.h", "probe", None),
        ("seccomp.h", "base", None), ("openssl/evp.h", "http", "ledger"),
        ("gcrypt.h", "ledger", "base"), ("curl/curl.h", "http", "cli"),
        ("boost/json.hpp", None, "http"), ("boost/json/value.hpp", None, "ledger")]:
    if where:
        BROKEN.append((f"{header} in {where}", f"src/{where}/a.cpp", f"#include <{header}>\n",
                       "belongs to"))
    if allowed:
        BROKEN.append((f"{header} in a header of {allowed}", f"src/{allowed}/a.h",
                       f"// Promise.\n#pragma once\n#include <{header}>\n", "is heavy"))


def violations_of(tree):
    with tempfile.TemporaryDirectory(prefix="house-check-") as folder:
        for name, content in tree.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        subprocess.run(["git", "init", "-q", folder], check=True)
        done = subprocess.run([sys.executable, CHECK, folder], capture_output=True, text=True)
    *found, summary = done.stdout.splitlines() or [done.stderr]
    if (done.returncode == 0) != (not found) or "violations" not in summary:
        sys.exit(f"the check ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return found


def main():
    failed = 0
    if found := violations_of(SOUND):
        failed += 1
        print("the sound tree is refused:", *found, sep="\n  ")
    for name, path, content, sentence in BROKEN:
        tree = {**SOUND, path: content}
        room = path.split("/")[-2] if "/" in path else ""
        if path.startswith("src/") and name != "a room without a test":
            tree[f"src/{room}/any_test.cpp"] = ""
        found = violations_of(tree)
        is_named = len(found) == 1 and sentence in found[0] and (
            found[0].startswith(path) or path.endswith((".debian", ".json", "cli/a.cpp")))
        if not is_named:
            failed += 1
            print(f"{name}: expected one violation of {path} with '{sentence}', found:", *found,
                  sep="\n  ")
    print(f"{len(BROKEN)} broken trees and a sound one, {failed} judged wrongly")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
