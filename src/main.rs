//! The program: parse the command line, run, print the error, exit.

use std::io::Write;
use std::process::ExitCode;

use gongkai::commands;

/// Views and parsed items are many small strings, made on one thread and dropped on another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match commands::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err((text, 0)) => return say(&mut anstream::stdout(), &text, 0),
        Err((text, status)) => return say(&mut anstream::stderr(), &text, status),
    };
    match commands::run(&cli) {
        Ok(outcome) => outcome.into(),
        Err(error) => say(
            &mut anstream::stderr(),
            &format!("错误：{}\n", commands::told(&error)),
            2,
        ),
    }
}

fn say(stream: &mut dyn Write, text: &str, status: u8) -> ExitCode {
    // Nobody is left to tell when the stream itself is gone.
    let _ = stream.write_all(text.as_bytes());
    ExitCode::from(status)
}
