//! Where commands speak: data to standard output, talk to standard error.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;

use super::told;
use crate::model::Diagnostic;

/// `--color`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

/// The two streams; `anstream` strips colour where the stream or `NO_COLOR` does not want it.
pub(super) struct Console {
    quiet: bool,
    pub(super) verbose: bool,
}

impl Console {
    pub(super) fn new(colour: Colour, quiet: bool, verbose: bool) -> Self {
        match colour {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        }
        .write_global();
        Self { quiet, verbose }
    }

    /// Writes data to standard output. A reader that went away (`| head`) is no failure.
    pub(super) fn data(&self, text: &str) -> Result<()> {
        write_out(&mut anstream::stdout().lock(), text.as_bytes())
    }

    /// Writes a file's bytes to standard output as they are: what strips colours would damage them.
    pub(super) fn file(&self, bytes: &[u8]) -> Result<()> {
        write_out(&mut std::io::stdout().lock(), bytes)
    }

    /// Says something to the person at the terminal, unless they asked for quiet.
    pub(super) fn say(&self, text: &str) -> Result<()> {
        if !self.quiet {
            writeln!(anstream::stderr().lock(), "{text}")?;
        }
        Ok(())
    }

    /// Says why nothing happens. That nobody hears it is no reason to stop.
    pub(super) fn tell_waiting(&self) {
        let _ = self.say("另一个 gongkai 正在处理这个网站或它的输出文件夹，正在等它结束……");
    }

    /// Says what was asked for in so many words, quiet or not.
    pub(super) fn insist(&self, text: &str) -> Result<()> {
        Ok(writeln!(anstream::stderr().lock(), "{text}")?)
    }

    /// Draws diagnostics on standard error, quiet or not: they are why the command was run.
    pub(super) fn draw(&self, root: &Path, diagnostics: &[Diagnostic]) -> Result<()> {
        let drawn = told::drawn(root, diagnostics, true);
        anstream::stderr().lock().write_all(drawn.as_bytes())?;
        Ok(())
    }

    /// How many columns a line of data may take: those of the terminal, within what reads well.
    pub(super) fn columns(&self) -> usize {
        let terminal = terminal_size::terminal_size_of(std::io::stdout());
        terminal.map_or(100, |(width, _)| usize::from(width.0).clamp(40, 120))
    }

    /// Whether a progress bar would reach a person.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && std::io::IsTerminal::is_terminal(&std::io::stderr())
    }
}

fn write_out(out: &mut dyn Write, bytes: &[u8]) -> Result<()> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}
