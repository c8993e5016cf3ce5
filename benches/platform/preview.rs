//! The preview's two figures: how soon it answers, and how soon an edit is on the screen.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use super::meter::Cost;
use super::{Failure, gongkai};

/// Edits whose median counts.
const EDITS: usize = 9;

/// What was measured.
pub struct Preview {
    /// From the command to its address.
    pub ready: Cost,
    /// From the saved file over the event to the page's last byte, median.
    pub edit_to_screen: Cost,
}

/// The preview's process, ended with the measurement.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing more to do for it.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the preview of the site and edits its first item.
pub fn measure(root: &Path) -> Result<Preview, Failure> {
    let start = Instant::now();
    let mut child = gongkai(root, &["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut address = String::new();
    let stdout = child.stdout.take().ok_or("no standard output")?;
    let _running = Running(child);
    BufReader::new(stdout).read_line(&mut address)?;
    let ready = start.elapsed();
    let host = address
        .trim()
        .trim_start_matches("http://")
        .trim_end_matches('/');
    let mut events = BufReader::new(request(host, "/-/events")?);
    next_event(&mut events)?;
    let source = root.join("content/o00/x0.md");
    let mut times = Vec::new();
    for round in 0..EDITS {
        let text = fs::read_to_string(&source)? + &format!("\n第{round}次改动。\n");
        let saved = Instant::now();
        fs::write(&source, text)?;
        next_event(&mut events)?;
        let mut page = String::new();
        request(host, "/o00/x0.html")?.read_to_string(&mut page)?;
        if !page.contains(&format!("第{round}次改动")) {
            return Err("the preview's page lacks the edit".into());
        }
        times.push(saved.elapsed());
    }
    times.sort();
    let wall = |wall| Cost {
        wall,
        ..Cost::default()
    };
    Ok(Preview {
        ready: wall(ready),
        edit_to_screen: wall(times[times.len() / 2]),
    })
}

fn request(host: &str, path: &str) -> Result<TcpStream, Failure> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )?;
    Ok(stream)
}

fn next_event(events: &mut BufReader<TcpStream>) -> Result<(), Failure> {
    let mut line = String::new();
    while events.read_line(&mut line)? > 0 {
        if line.starts_with("data:") {
            return Ok(());
        }
        line.clear();
    }
    Err("the preview's event stream ended".into())
}
