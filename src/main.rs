//! The program: see [`onrecord::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    onrecord::cli::run(std::env::args_os())
}
