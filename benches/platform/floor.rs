//! The machine's floor for the same work: read every source, write files of the same sizes, two threads.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Sizes of all files of a built site.
pub fn sizes(out: &Path) -> io::Result<Vec<(PathBuf, usize)>> {
    let mut sizes = Vec::new();
    let mut folders = vec![out.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                let inside = entry.path().strip_prefix(out).map(Path::to_path_buf);
                sizes.push((
                    inside.map_err(io::Error::other)?,
                    entry.metadata()?.len() as usize,
                ));
            }
        }
    }
    sizes.sort();
    Ok(sizes)
}

/// Reads all of `content` and writes files of `sizes` under `to`, halves on two threads.
pub fn run(content: &Path, to: &Path, sizes: &[(PathBuf, usize)]) -> io::Result<()> {
    let sources: Vec<PathBuf> = self::sizes(content)?
        .into_iter()
        .map(|(path, _)| content.join(path))
        .collect();
    for (path, _) in sizes {
        fs::create_dir_all(to.join(path).parent().unwrap_or(to))?;
    }
    let read = |half: &[PathBuf]| half.iter().try_for_each(|path| fs::read(path).map(drop));
    let write = |half: &[(PathBuf, usize)]| {
        half.iter()
            .try_for_each(|(path, size)| fs::write(to.join(path), vec![b'x'; *size]))
    };
    both(&sources, read)?;
    both(sizes, write)
}

fn both<T: Sync>(all: &[T], work: impl Fn(&[T]) -> io::Result<()> + Sync) -> io::Result<()> {
    let (one, other) = all.split_at(all.len() / 2);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| work(one));
        work(other)?;
        first
            .join()
            .unwrap_or_else(|_| Err(io::Error::other("a thread of the floor panicked")))
    })
}
