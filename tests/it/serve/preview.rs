//! A preview that runs, and what its readers ask it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use gongkai::search::read::{Index, Wish};

use tempfile::TempDir;

/// A preview of a new site, ended with the test.
pub struct Preview {
    site: TempDir,
    process: Child,
    pub host: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        // Ended already or not, there is nothing more to do for it.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub fn gongkai() -> Command {
    Command::new(env!("CARGO_BIN_EXE_gongkai"))
}

/// A site as `init` makes it.
pub fn new_site() -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    let mut init = gongkai();
    let made = init.arg("init").arg(site.path()).arg("-q").output();
    let made = made.expect("init runs");
    assert!(made.status.success(), "{made:?}");
    site
}

impl Preview {
    pub fn start(options: &[&str]) -> Self {
        Self::start_with(options, |_| {})
    }

    /// As [`Preview::start`], its process changed before it runs.
    pub fn start_with(options: &[&str], change: impl FnOnce(&mut Command)) -> Self {
        Self::start_in(new_site(), options, change)
    }

    /// As [`Preview::start_with`], of a site that is there.
    pub fn start_in(site: TempDir, options: &[&str], change: impl FnOnce(&mut Command)) -> Self {
        let mut serve = gongkai();
        change(&mut serve);
        let mut process = serve
            .arg("--root")
            .arg(site.path())
            .args(["serve", "--port", "0", "--as-of", "2020-11-16"])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("serve starts");
        let mut address = String::new();
        let stdout = process.stdout.take().expect("its standard output");
        BufReader::new(stdout)
            .read_line(&mut address)
            .expect("an address");
        let address = address.trim().trim_start_matches("http://");
        let host = address.split('/').next().unwrap_or_default().to_owned();
        Self {
            site,
            process,
            host,
        }
    }

    pub fn root(&self) -> &Path {
        self.site.path()
    }

    /// What the panel of a page shows.
    pub fn panel(&self, path: &str) -> serde_json::Value {
        let answer = self.get(&format!("/-/panel?path={path}"));
        let (_, json) = answer.split_once("\r\n\r\n").expect("a body");
        serde_json::from_str(json).expect("JSON")
    }

    /// Asks again for a page until it holds the words.
    pub fn until_page(&self, path: &str, words: &str) {
        let shows = (0..400).any(|_| {
            std::thread::sleep(Duration::from_millis(25));
            self.get(path).contains(words)
        });
        assert!(shows, "{path} does not say {words}: {}", self.get(path));
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).expect("a connection");
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .expect("a limit");
        stream
    }

    pub fn get(&self, path: &str) -> String {
        self.say(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.host
        ))
    }

    pub fn say(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        // A server may hang up on nonsense without a word.
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// What the search of the preview finds; its index is made when it is first asked for.
    pub fn search(&self, text: &str) -> String {
        let fetch = |path: &str| {
            let mut stream = self.connect();
            let host = &self.host;
            write!(stream, "GET /{path} HTTP/1.0\r\nHost: {host}\r\n\r\n")?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer)?;
            let head = answer.windows(4).position(|four| four == b"\r\n\r\n");
            let head = head.expect("a head") + 4;
            assert!(answer.starts_with(b"HTTP/1.0 200"), "{path}");
            Ok(answer.split_off(head))
        };
        let index = Index::open(Box::new(fetch)).expect("an index");
        let answer = index.search(text, &Wish::default()).expect("an answer");
        format!("{:?}", answer.hits)
    }

    pub fn events(&self) -> Events {
        let mut stream = self.connect();
        write!(
            stream,
            "GET /-/events HTTP/1.1\r\nHost: {}\r\n\r\n",
            self.host
        )
        .expect("sent");
        Events(BufReader::new(stream))
    }
}

pub struct Events(BufReader<TcpStream>);

impl Events {
    pub fn next(&mut self) -> String {
        let mut line = String::new();
        while self.0.read_line(&mut line).expect("the next event in time") > 0 {
            if let Some(data) = line.strip_prefix("data: ") {
                return data.to_owned();
            }
            line.clear();
        }
        panic!("the stream of events ended");
    }

    /// Skips events until one says what is waited for: an edit may come to rest in two steps.
    pub fn until(&mut self, says: impl Fn(&str) -> bool) -> String {
        (0..10)
            .map(|_| self.next())
            .find(|event| says(event))
            .expect("an event that says so")
    }
}
