//! Has the crate compiled anew when a file that it carries inside changes, for the compiler does not see folders.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout();
    for folder in ["scaffold", "seeds", "themes"] {
        writeln!(out, "cargo::rerun-if-changed={folder}")?;
    }
    Ok(())
}
