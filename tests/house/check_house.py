#!/usr/bin/env python3
"""The house check: what design rules say about structure, as a test.

Prints one line a violation, `file:line: sentence`, and exits 1 when there is any. Each rule is a
small function over the tree; the tables below are the rules' data. Usage: check_house.py ROOT
"""

import re
import subprocess
import sys
from pathlib import Path

LAYER_MAY_INCLUDE = {
    "base": set(),
    "model": {"base"},
    "runtime": {"base"},
    "flows": {"vault", "ledger", "catalog", "probe", "render", "inspect", "text", "print", "parcel",
              "rules", "forms", "access", "model", "base"},
    "http": {"flows", "model", "base", "runtime"},
    "cli": {"flows", "model", "base"},
}
LAYER_2 = {"vault", "ledger", "catalog", "probe", "render", "inspect", "text", "print", "parcel",
           "rules", "forms", "access"}
for room in LAYER_2:
    LAYER_MAY_INCLUDE[room] = {"model", "base"}

# Third-party header prefix -> rooms (or folders) that may include it, and in which kind of file.
FENCES = [
    (r"soci/", {"catalog"}, "cpp"),
    (r"sqlite3\.h", {"catalog"}, "cpp"),
    (r"argon2\.h", {"catalog"}, "cpp"),
    (r"boost/beast", {"http"}, "any"),
    (r"boost/asio", {"runtime", "http"}, "any"),
    (r"(libav|libexif|poppler|seccomp)", {"probe/process"}, "any"),
    (r"openssl/", {"base", "ledger"}, "cpp"),
    (r"gcrypt\.h", {"base"}, "cpp"),
    (r"xxhash\.h", {"base"}, "cpp"),
    (r"curl/", {"cli"}, "cpp"),
    (r"(pango|cairo|qrencode|qpdf/)", {"print"}, "cpp"),
    (r"boost/json\.hpp|boost/json/(?!fwd)", {"*"}, "cpp"),
]

FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70
LINE_COLUMNS_MAX = 100
BANNED_NAMES = re.compile(r"\b\w*(manager|helper|_v2)\b|\b(class|struct|enum class) \w*(Item|Data|Util|Info)\b")
NOW = re.compile(r"(system_clock::now|\btime\(nullptr\)|\btime\(NULL\)|gettimeofday|clock_gettime)")
# Folders that a Linux system has at its root (Filesystem Hierarchy Standard 3.0, and what systems add).
COMMON_FOLDERS = set("bin boot dev etc home lib lib32 lib64 libx32 lost+found media mnt opt proc root run "
                     "sbin srv sys tmp usr var".split())
PACKAGE_SOURCE = r"\b(registry|deb|security|mirrors?|archive)\.[\w-]+\.(org|com|net|io|cn)\b"


def folders_of_this_machine():
    """Folders at the root that only this machine has: whoever works there might write them down."""
    return sorted(f.name for f in Path("/").iterdir() if f.is_dir() and f.name not in COMMON_FOLDERS)


def private_words():
    folders = "".join(f"|/{re.escape(name)}/" for name in folders_of_this_machine())
    return re.compile(f"({PACKAGE_SOURCE}|{re.escape(str(Path.home()))}/\\.{folders})")


def tracked(root, *patterns):
    out = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", *patterns],
                         capture_output=True, text=True, check=True).stdout
    return [root / line for line in out.splitlines() if (root / line).is_file()]


def room_of(path, root):
    return path.relative_to(root / "src").parts[0]


def check_includes(root, files):
    for path in files:
        room = room_of(path, root)
        inside = str(path.relative_to(root / "src").parent)
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = re.match(r'\s*#include\s+([<"])([^>"]+)[>"]', line)
            if not match:
                continue
            target = match.group(2)
            if match.group(1) == '"':
                yield from check_layer(path, number, room, target)
            yield from check_fences(path, number, room, inside, target)


def check_layer(path, number, room, target):
    other = target.split("/")[0]
    if room == "main" or other == room or "/" not in target:
        return
    if other == "support" and path.name.endswith("_test.cpp"):
        return
    if other not in LAYER_MAY_INCLUDE.get(room, set()):
        yield path, number, f"{room} may not include {other} (layer table, docs/architecture.md)"


def check_fences(path, number, room, inside, target):
    for pattern, rooms, kind in FENCES:
        if not re.match(pattern, target):
            continue
        allowed = "*" in rooms or room in rooms or any(inside.startswith(r) for r in rooms)
        if not allowed:
            yield path, number, f"<{target}> belongs to {', '.join(sorted(rooms))} only"
        if kind == "cpp" and path.suffix != ".cpp":
            yield path, number, f"<{target}> is heavy: include it in .cpp files only"


def check_budgets(root, files):
    for path in files:
        source = path.read_text()
        lines = source.splitlines()
        if len(lines) > FILE_LINES_MAX:
            yield path, 1, f"{len(lines)} lines, more than {FILE_LINES_MAX}: split the file"
        for number, line in enumerate(lines, 1):
            if len(line) > LINE_COLUMNS_MAX and "http" not in line and '"' not in line:
                yield path, number, f"{len(line)} columns, more than {LINE_COLUMNS_MAX}"
        yield from check_functions(path, source)


def without_text(source):
    """The source with comments, literals and preprocessor lines blanked; lines stay in place."""
    blank = lambda match: re.sub(r"[^\n]", " ", match.group(0))
    pattern = (r'R"(\w*)\((?:.|\n)*?\)\1"|//[^\n]*|/\*(?:.|\n)*?\*/|"(?:\\.|[^"\\\n])*"'
               r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:\\\n|[^\n])*")
    return re.sub(pattern, blank, source, flags=re.MULTILINE)


def functions_of(source):
    """(first line, last line) of each function body, in classes as well as outside them.

    Braces are followed from the top; what stands before one since the last ';', '{' or '}' says
    what it opens. Only scopes of namespaces and classes are looked into: a lambda belongs to the
    function around it.
    """
    scopes, head_begins, begins = [], 0, 0
    code = without_text(source)
    for at, letter in enumerate(code):
        if letter == "{":
            head = code[head_begins:at].strip()
            is_inside = "function" in scopes or "values" in scopes
            if is_inside:
                scopes.append("values")
            elif re.search(r"(^|>|\s)(class|struct|union|enum|namespace)\b", head) and not \
                    re.search(r"\)\s*(const|noexcept|override|final)*$", head):
                scopes.append("scope")
            elif head.startswith(",") or re.match(r"catch\b", head):
                scopes.append("function")  # the rest of an initializer list; a handler of the body
            elif "(" in head and not re.search(r"[^=!<>]=\s*$", head.split("(")[0]):
                begins = code.count("\n", 0, at - len(code[head_begins:at].lstrip())) + 1
                scopes.append("function")
            else:
                scopes.append("scope" if head.startswith("extern") else "values")
        elif letter == "}" and scopes:
            if scopes.pop() == "function":
                yield begins, code.count("\n", 0, at) + 1
        if letter in ";{}" and "function" not in scopes:
            head_begins = at + 1
        if letter == ":" and re.search(r"\b(public|private|protected)\s*$", code[head_begins:at]):
            head_begins = at + 1


def check_functions(path, source):
    longest = {}
    for first, last in functions_of(source):
        longest[first] = max(longest.get(first, 0), last - first + 1)
    for first, count in longest.items():
        if count > FUNCTION_LINES_MAX:
            yield path, first, f"function of {count} lines, more than {FUNCTION_LINES_MAX}"


def check_words(root, files):
    for path in files:
        room = room_of(path, root)
        for number, line in enumerate(path.read_text().splitlines(), 1):
            code = line.split("//")[0]
            match = BANNED_NAMES.search(re.sub(r'"[^"]*"', '""', code))
            if match and not line.lstrip().startswith("#include"):
                yield path, number, f"'{match.group(0)}' is a banned name (design, Names)"
            if NOW.search(code) and not (room == "base" and path.stem in ("clock",)):
                if room in ("flows", "catalog", "vault", "ledger", "model", "access", "http", "cli"):
                    yield path, number, "only base/clock reads the machine's clock"
            if re.search(r"\b(TODO|FIXME|XXX)\b", line):
                yield path, number, "no to-do marks: open an issue or do it"


def braces_awaited(code):
    """Places of '{' with something in it, inside an awaited expression."""
    for match in re.finditer(r"\bco_await\b", code):
        depth = 0
        for at in range(match.end(), len(code)):
            letter = code[at]
            if letter == "{" and (depth > 0 or re.search(r"[\w>]\s*$", code[match.end():at])):
                if not re.match(r"\{\s*\}", code[at:]):
                    yield at
                break
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
            if depth < 0 or (depth == 0 and letter in ";{"):
                break


def check_co_await(root, files):
    for path in files:
        if room_of(path, root) not in ("http", "runtime", "main"):
            continue
        code = without_text(path.read_text())
        for at in braces_awaited(code):
            number = code.count("\n", 0, at) + 1
            yield path, number, ("GCC 12 destroys inline lambdas and aggregates in co_await twice: "
                                 "name it first")


def check_headers(root, files):
    for path in files:
        if path.suffix != ".h":
            continue
        lines = path.read_text().splitlines()
        if not lines or not lines[0].startswith("//"):
            yield path, 1, "a header opens with its promise, in a comment"
        if "#pragma once" not in lines:
            yield path, 1, "a header needs #pragma once"


def check_tests_beside(root, files):
    """Each room of layer 0 to 4 that has code has a test beside it."""
    rooms, tested = set(), set()
    for path in files:
        rooms.add(room_of(path, root))
        if path.name.endswith("_test.cpp"):
            tested.add(room_of(path, root))
    for room in sorted(rooms - tested - {"main"}):
        yield root / "src" / room, 1, "this room has no test beside its code"


def check_private_paths(root):
    private = private_words()
    for path in tracked(root):
        if path.suffix in (".lock", ".png", ".jpg", ".bin") or path.name == "package-lock.json":
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if private.search(line):
                yield path, number, "names a path of one machine or a package registry"


def check_dependencies(root):
    """Every Debian and npm dependency has its line of reason."""
    page = root / "docs" / "dependencies.md"
    reasons = page.read_text() if page.exists() else ""
    for line in (root / "packages.debian").read_text().splitlines():
        name = line.strip()
        if name and not name.startswith("#") and f"`{name}`" not in reasons:
            yield page, 1, f"no reason for the Debian package {name}"
    package = root / "web" / "package.json"
    if package.exists():
        import json
        spec = json.loads(package.read_text())
        for name in {**spec.get("dependencies", {}), **spec.get("devDependencies", {})}:
            if f"`{name}`" not in reasons:
                yield page, 1, f"no reason for the npm package {name}"


def main():
    root = Path(sys.argv[1]).resolve()
    files = [p for p in tracked(root, "src") if p.suffix in (".h", ".cpp")]
    problems = []
    for check in (check_includes, check_budgets, check_words, check_co_await, check_headers,
                  check_tests_beside):
        problems += list(check(root, files))
    problems += list(check_private_paths(root))
    problems += list(check_dependencies(root))
    for path, number, sentence in problems:
        print(f"{path.relative_to(root)}:{number}: {sentence}")
    print(f"{len(files)} source files, {len(problems)} violations")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
