//! The command line as its users meet it: transcripts under `tests/cli/`.

#[test]
fn commands_answer_as_their_transcripts_say() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .case("tests/cli/*.md");
}
