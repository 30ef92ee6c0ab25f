//! The program: the result of a command becomes the exit status. Everything else is the library's,
//! but for where memory comes from: a site is millions of small texts, and what the system has for
//! those is slow on some (glibc) and very slow on others (musl).

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    factum::commands::main()
}
