//! The program: the result of a command becomes the exit status. Everything else is the library's.

fn main() -> std::process::ExitCode {
    factum::commands::main()
}
