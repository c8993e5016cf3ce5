//! The program killed at random instants of a build, and what the next run makes of it.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::dice::Dice;
use crate::workshop::{Files, Workshop, assert_same};

const KILLS: usize = 200;

const ITEM: &str = "---\ntitle: 只在一版里的信息（示例）\nkind: policy-document\n\
    index_number: 000000000/2020-00999\npublished_at: 2020-10-30\nsummary: 示例。\n---\n\n正文。\n";

/// A site of some hundred pages that turns from one version into another, in which every page differs, one
/// is new and one is gone.
struct Ground {
    site: Workshop,
    clean: [Files; 2],
}

impl Ground {
    fn new() -> Self {
        let site = Workshop::whole();
        for organ in ["bgs", "czj", "qingxi"] {
            fs::remove_dir_all(site.path(&format!("content/{organ}"))).expect("removed");
        }
        let organ = "- {id: xzf, name: 示例县人民政府, short: 县政府, kind: government}\n";
        site.write("content/organs.yaml", organ);
        site.write("content/xzf/version-0.md", ITEM);
        let mut ground = Self {
            site,
            clean: [Files::new(), Files::new()],
        };
        for version in [1, 0] {
            ground.turn_to(version);
            let fresh = ground.site.fresh();
            fresh.build();
            ground.clean[version] = fresh.public();
            assert!(ground.clean[version].len() > 100);
        }
        ground
    }

    fn turn_to(&self, version: usize) {
        let names = ["name: 示例县人民政府", "name: 示范县人民政府"];
        self.site
            .replace("gongkai.yaml", names[1 - version], names[version]);
        let item = |version| format!("content/xzf/version-{version}.md");
        self.site.rename(&item(1 - version), &item(version));
    }

    fn gongkai(&self, arguments: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        command.arg("--root").arg(self.site.root()).args(arguments);
        let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
        quiet.spawn().expect("started")
    }

    fn run(&self, arguments: &[&str]) {
        let status = self.gongkai(arguments).wait().expect("ended");
        assert!(status.success(), "{arguments:?}: {status}");
    }

    /// Whether a build has sealed its journal and not ended yet.
    fn is_sealed(&self) -> bool {
        self.site.path(".gongkai/journal").exists()
    }

    /// The version that stands whole, if one does.
    fn standing(&self) -> Option<usize> {
        let public = self.site.public();
        self.clean.iter().position(|clean| *clean == public)
    }

    /// Every file is that of one version or of the other.
    fn assert_no_file_is_cut(&self, round: usize) {
        for (path, bytes) in self.site.public() {
            let known = self
                .clean
                .iter()
                .any(|clean| clean.get(&path) == Some(&bytes));
            assert!(
                known || path.starts_with(".gongkai-"),
                "{path} in round {round}"
            );
        }
    }
}

const BUILD: &[&str] = &["build", "--as-of", "2020-11-15"];

/// Kills a build: half of the times at any instant, half of the times soon after its seal.
fn kill(build: &mut Child, ground: &Ground, whole: Duration, dice: &mut Dice) {
    if dice.below(2) == 0 {
        sleep(whole.mul_f64(dice.below(1000) as f64 / 1000.0));
    } else {
        while !ground.is_sealed() && build.try_wait().expect("waited").is_none() {
            std::hint::spin_loop();
        }
        // Soon, for a quick machine applies a journal in a few milliseconds.
        let longest = dice.below(20_000) + 1;
        sleep(Duration::from_micros(dice.below(longest) as u64));
    }
    // It may have ended by itself.
    let _ = build.kill();
    build.wait().expect("ended");
}

#[test]
fn a_build_killed_at_any_instant_leaves_whole_files_and_the_next_run_ends_right() {
    let mut dice = Dice::cast();
    let ground = Ground::new();
    let start = Instant::now();
    ground.run(BUILD);
    let whole = start.elapsed();
    let mut version = ground.standing().expect("the first build is whole");
    let (mut before, mut within) = (0, 0);
    for round in 0..KILLS {
        let next = 1 - version;
        ground.turn_to(next);
        kill(&mut ground.gongkai(BUILD), &ground, whole, &mut dice);
        ground.assert_no_file_is_cut(round);
        let sealed = ground.is_sealed();
        if !sealed {
            let standing = ground.standing().expect("no mixture before the seal");
            before += usize::from(standing == version);
        }
        within += usize::from(sealed && ground.standing().is_none());
        // Any command will do.
        ground.run(&["list", "organs"]);
        if sealed {
            assert_same(
                &ground.site.public(),
                &ground.clean[next],
                &format!("round {round}"),
            );
        }
        if dice.below(4) == 0 {
            ground.run(BUILD);
            assert_same(
                &ground.site.public(),
                &ground.clean[next],
                &format!("round {round}"),
            );
        }
        version = ground.standing().expect("whole after a run");
        if version != next {
            ground.turn_to(version);
        }
    }
    eprintln!("{before} builds were killed before the seal, {within} while they were applied");
    assert!(
        before > 20 && within > 5,
        "the kills have missed the instants that matter"
    );
}
