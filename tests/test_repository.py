"""What must hold of every file that is in the repository."""

import ast
import json
import re
import subprocess

import pytest

# Addresses that a file may name: namespaces of standards, this machine, and names reserved for examples.
KNOWN_HOSTS = re.compile(
    r"(^|\.)(w3\.org|openxmlformats\.org|localhost|example|example\.(com|org|id)|go\.id|scripts\.sil\.org"
    r"|openfontlicense\.org|github\.com|openoffice\.org)$|^127\.0\.0\.1$|^\[?::1\]?$"
)
BINARY = {".woff2", ".ttf", ".png", ".xlsx", ".docx", ".pdf", ".mo", ".ico", ".jpg", ".gz", ".xls", ".ods"}


@pytest.fixture(scope="module")
def files(repository):
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=repository,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return [repository / name for name in listed.split("\0") if name and (repository / name).is_file()]


@pytest.fixture(scope="module")
def texts(files):
    return {path: path.read_text(encoding="utf-8") for path in files if path.suffix not in BINARY}


def test_no_file_names_a_registry_or_a_host_that_is_not_known(texts, repository):
    named = {
        f"{path.relative_to(repository)}: {host}"
        for path, text in texts.items()
        if path.name != "package-lock.json"
        for host in re.findall(r"[a-z+]+://(?:[^\s/@\"'<>]*@)?([\w.-]+\.[a-z]{2,}|\d+\.\d+\.\d+\.\d+)", text)
        if not KNOWN_HOSTS.search(host)
    }
    assert named == set()


def test_no_file_names_a_folder_of_a_person_s_machine(texts, repository):
    folders = re.compile(r"/(home|Users)/\w+/|(?<![\w.~])/root/|[A-Z]:\\\\?Users|(?<![\w.])/work/")
    named = {str(path.relative_to(repository)) for path, text in texts.items() if folders.search(text)}
    assert named - {"tests/test_repository.py"} == set()


def test_package_lock_holds_hashes_and_no_addresses(repository):
    packages = json.loads((repository / "package-lock.json").read_text())["packages"]
    bought = {name: entry for name, entry in packages.items() if name}
    assert bought
    assert [name for name, entry in bought.items() if "resolved" in entry] == []
    assert [name for name, entry in bought.items() if "integrity" not in entry] == []
    # Where to send money to a package's author is the only address that npm still writes.
    unpaid = [{key: value for key, value in entry.items() if key != "funding"} for entry in bought.values()]
    assert "://" not in json.dumps(unpaid)


@pytest.mark.parametrize("name", ["uv", "runtime", "dev"])
def test_every_requirement_is_locked_by_version_and_hash(repository, name):
    text = (repository / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    assert [line for line in lines if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


def test_the_lock_of_development_agrees_with_the_lock_of_the_product(repository):
    def pinned(name):
        text = (repository / "requirements" / f"{name}.txt").read_text()
        return dict(re.findall(r"^([\w.-]+)==(\S+)", text, flags=re.MULTILINE))

    runtime, dev = pinned("runtime"), pinned("dev")
    assert {name: version for name, version in runtime.items() if dev.get(name) != version} == {}


def test_every_module_says_what_it_is_for(texts, repository):
    silent = [
        str(path.relative_to(repository))
        for path, text in texts.items()
        if path.suffix == ".py"
        and path.relative_to(repository).parts[0] in {"src", "tools"}
        and "migrations" not in path.parts
        and not ast.get_docstring(ast.parse(text))
    ]
    assert silent == []


def test_no_copy_lies_beside_its_file(files, repository):
    copies = re.compile(r"(\.(bak|orig|rej|old)|~|[ -](copy|backup|old))(\.\w+)?$", re.IGNORECASE)
    assert [str(path.relative_to(repository)) for path in files if copies.search(path.name)] == []


def test_test_files_have_names_of_their_own(files, repository):
    names = [path.name for path in files if path.name.startswith("test_") and path.suffix == ".py"]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_the_makefile_explains_every_verb(repository):
    makefile = (repository / "Makefile").read_text()
    verbs = set(re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)[1].split()) - {"dev"}
    explained = set(re.findall(r"^([a-z-]+):.*## ", makefile, flags=re.MULTILINE))
    assert verbs == explained
