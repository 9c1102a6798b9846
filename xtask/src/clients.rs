//! `cargo xtask clients`: other people's Kafka clients against `partita serve`, over TCP.

use std::fs;
use std::path::PathBuf;

use lexopt::Parser;

use crate::step::{program, run, step};
use crate::{Failure, needs, no_more, place, play};

/// Where the tests are, from the root of the workspace.
const TESTS: &str = "tests/clients";

/// Takes no arguments.
pub(crate) fn run_command(arguments: Parser) -> Result<(), Failure> {
    no_more(arguments)?;
    test()
}

/// Runs all tests, with Python's clients in an environment of their own, kcat, Go's clients and Kafka's own tools. Where
/// kcat, Go or Java is missing, the others run, and then the failure says what to type.
pub(crate) fn test() -> Result<(), Failure> {
    let python = environment()?;
    let server = play::compile_server()?;
    let (kcat, go, jars) = (needs::kcat(), needs::go(), kafkas_jars());
    step("run the tests with other clients", || {
        let mut tests = program(&python.to_string_lossy(), &["-m", "pytest", "-q", "-p", "no:cacheprovider"]);
        if kcat.is_err() {
            tests.arg(format!("--deselect={TESTS}/test_one_broker.py::test_kcat"));
        }
        if go.is_err() {
            tests.arg(format!("--ignore={TESTS}/test_go.py"));
        }
        match &jars {
            Ok(jars) => tests.env("KAFKA_JARS", jars),
            Err(_) => tests.args(["java", "dump"].map(|name| format!("--ignore={TESTS}/test_{name}.py"))),
        };
        run(tests
            .arg(TESTS)
            .env("PARTITA", &server)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .current_dir(place::root()))
    })?;
    let missing: Vec<String> =
        [kcat, go, jars.map(drop)].into_iter().filter_map(|need| Some(need.err()?.to_string())).collect();
    if missing.is_empty() { Ok(()) } else { Err(missing.join("\n\n").into()) }
}

/// The folder with the jars of Kafka's command line tools.
fn kafkas_jars() -> Result<PathBuf, Failure> {
    needs::java()?;
    let wanted = place::root().join(TESTS).join("java/pom.xml");
    let dir = place::cache().join("kafkas-jars");
    let stamp = dir.join("installed.xml");
    let names = fs::read(&wanted)?;
    if fs::read(&stamp).is_ok_and(|installed| installed == names) {
        return Ok(dir);
    }
    step("fetch Kafka's own tools (mvn)", || {
        let copy = ["-q", "-B", "dependency:copy-dependencies"];
        run(program("mvn", &copy)
            .arg("-f")
            .arg(&wanted)
            .arg(format!("-DoutputDirectory={}", dir.display())))?;
        Ok(fs::write(&stamp, &names)?)
    })?;
    Ok(dir)
}

/// The Python of an environment that has what `requirements.txt` names.
fn environment() -> Result<PathBuf, Failure> {
    let wanted = place::root().join(TESTS).join("requirements.txt");
    let dir = place::cache().join("clients");
    let (python, stamp) = (dir.join("bin/python"), dir.join("installed.txt"));
    let names = fs::read(&wanted)?;
    if fs::read(&stamp).is_ok_and(|installed| installed == names) {
        return Ok(python);
    }
    needs::python()?;
    step("install Python's Kafka clients (pip, in an environment of their own)", || {
        run(&mut program("python3", &["-m", "venv", &dir.to_string_lossy()]))?;
        let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
        run(program(&python.to_string_lossy(), &install).arg(&wanted))?;
        Ok(fs::write(&stamp, &names)?)
    })?;
    Ok(python)
}
