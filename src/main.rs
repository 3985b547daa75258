//! The program: see [`onrecord::cli`].

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Pages are made of a great many short strings on all cores at once: a build of 1,000 articles takes an eighth less time and a fifth
/// less memory than with the allocator of glibc.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    onrecord::cli::run(std::env::args_os())
}
