//! What has to be on the machine: found, or installed, or named with the command that installs it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::step::{program, run, step};

/// The oldest Node whose test runner and modules the tools work with.
const NODE_MAJOR_MIN: u32 = 20;
/// Browsers that the tests can drive, as programs in the path.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// The same on a Mac.
const MAC_BROWSER: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The compiler's library for `target`, by rustup when it is missing.
pub(crate) fn wasm_target(target: &str) -> Result<(), Failure> {
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let library = output(&mut program(&rustc, &["--print", "target-libdir", "--target", target]));
    if library.is_some_and(|library| Path::new(library.trim()).is_dir()) {
        return Ok(());
    }
    step(&format!("install Rust's library for {target} (rustup)"), || {
        run(&mut program("rustup", &["target", "add", target]))
    })
}

/// Node and npm, for wasm-opt and for the browser's tests.
pub(crate) fn node() -> Result<(), Failure> {
    if !node_is_there() {
        install("Node", &["nodejs", "npm"]);
    }
    if node_is_there() {
        return Ok(());
    }
    let found = output(&mut program("node", &["--version"])).unwrap_or_else(|| "none".to_owned());
    Err(format!(
        "Node {NODE_MAJOR_MIN} or newer with npm is needed, found: {}. Please type one of\n\
         \x20 sudo apt-get install nodejs npm     (Debian 13, Ubuntu 25.04 and later)\n\
         \x20 brew install node                   (macOS)\n\
         or take it from https://nodejs.org, then run the same command again",
        found.trim()
    )
    .into())
}

/// A browser for the tests: `PARTITA_CHROMIUM`, else one that is installed.
pub(crate) fn browser() -> Result<PathBuf, Failure> {
    node()?;
    if find_browser().is_none() {
        install("Chromium", &["chromium"]);
    }
    find_browser().ok_or_else(|| {
        "Chromium or Chrome is needed. Please type one of\n\
         \x20 sudo apt-get install chromium               (Debian)\n\
         \x20 sudo snap install chromium                  (Ubuntu)\n\
         \x20 brew install --cask google-chrome           (macOS)\n\
         or name the program in PARTITA_CHROMIUM, then run the same command again"
            .into()
    })
}

/// kcat, for the tests with other clients.
pub(crate) fn kcat() -> Result<(), Failure> {
    let is_there = || output(&mut program("kcat", &["-V"])).is_some();
    if !is_there() {
        install("kcat", &["kcat"]);
    }
    if is_there() {
        return Ok(());
    }
    Err("kcat is needed for the tests with other clients. Please type one of
           sudo apt-get install kcat           (Debian, Ubuntu)
           brew install kcat                   (macOS)
         then run the same command again"
        .into())
}

/// Python with its module venv, for the tests with other clients.
pub(crate) fn python() -> Result<(), Failure> {
    let is_there = || output(&mut program("python3", &["-c", "import ensurepip, venv"])).is_some();
    if !is_there() {
        install("Python", &["python3", "python3-venv"]);
    }
    if is_there() {
        return Ok(());
    }
    Err("Python 3.9 or newer with venv is needed for the tests with other clients. Please type one of
           sudo apt-get install python3 python3-venv   (Debian, Ubuntu)
           brew install python                         (macOS)
         then run the same command again"
        .into())
}

/// Go, for the tests with its Kafka clients.
pub(crate) fn go() -> Result<(), Failure> {
    let version = output(&mut program("go", &["env", "GOVERSION"]));
    let minor =
        version.and_then(|text| text.trim().strip_prefix("go1.")?.split('.').next()?.parse::<u32>().ok());
    match minor {
        // From 1.21 on Go fetches the version that go.mod asks for.
        Some(minor) if minor >= 21 => Ok(()),
        _ => Err("Go 1.21 or newer is needed for the tests with franz-go and sarama. Please take it from
         https://go.dev/dl, or type
           brew install go                             (macOS)
         then run the same command again"
            .into()),
    }
}

/// Java and Maven, for the tests with Kafka's own tools.
pub(crate) fn java() -> Result<(), Failure> {
    let is_there = || {
        output(&mut program("java", &["-version"])).is_some()
            && output(&mut program("mvn", &["--version"])).is_some()
    };
    if !is_there() {
        install("Java and Maven", &["default-jre-headless", "maven"]);
    }
    if is_there() {
        return Ok(());
    }
    Err("Java 17 or newer and Maven are needed for the tests with Kafka's own tools. Please type one of
           sudo apt-get install default-jre-headless maven   (Debian, Ubuntu)
           brew install openjdk maven                        (macOS)
         then run the same command again"
        .into())
}

/// What `package-lock.json` in `dir` names, in `dir/node_modules`.
pub(crate) fn npm_packages(dir: &Path) -> Result<(), Failure> {
    node()?;
    let wanted = fs::read(dir.join("package-lock.json"))?;
    let stamp = dir.join("node_modules/.installed-from.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    step(&format!("install the packages of {} (npm)", dir.display()), || {
        run(program("npm", &["ci", "--no-audit", "--no-fund"]).current_dir(dir))?;
        Ok(fs::write(&stamp, &wanted)?)
    })
}

fn node_is_there() -> bool {
    let version = output(&mut program("node", &["--version"]));
    let major = version.and_then(|text| text.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    major.is_some_and(|major| major >= NODE_MAJOR_MIN)
        && output(&mut program("npm", &["--version"])).is_some()
}

fn find_browser() -> Option<PathBuf> {
    if let Some(named) = env::var_os("PARTITA_CHROMIUM") {
        return Some(named.into()).filter(|path: &PathBuf| path.exists());
    }
    let path = env::var_os("PATH")?;
    let in_path = env::split_paths(&path).flat_map(|dir| BROWSERS.map(|name| dir.join(name)));
    in_path.chain([MAC_BROWSER.into()]).find(|program| program.is_file())
}

/// Installs Debian's packages where we may: as root on a machine that has apt-get. Elsewhere the caller says what to type.
fn install(what: &str, packages: &[&str]) {
    let root = output(&mut program("id", &["-u"])).is_some_and(|id| id.trim() == "0");
    if !root || output(&mut program("apt-get", &["--version"])).is_none() {
        return;
    }
    let installed = step(&format!("install {what} (apt-get)"), || {
        run(&mut program("apt-get", &["update", "--quiet"]))?;
        let install = ["install", "--yes", "--quiet", "--no-install-recommends"];
        run(program("apt-get", &install).args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
    });
    if let Err(failure) = installed {
        eprintln!("   {failure}");
    }
}

/// What a program prints, `None` when it is not there or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
