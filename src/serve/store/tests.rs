//! What is kept comes back, is taken in turn, and is gone when it is deleted.

use super::*;
use crate::model::finding::{Message, Verdict};
use crate::model::profile::Stage;
use crate::model::report::Outcome;
use crate::serve::files::Digest;
use crate::serve::moment::Moment;

const NOW: Moment = Moment(1_710_892_800);

fn file(name: &str, content: &[u8]) -> NewFile {
    NewFile { name: name.to_owned(), digest: Digest::of(content), bytes: content.len() as u64 }
}

fn glance() -> Glance {
    Glance {
        outcome: Outcome::Rejected,
        gaps: 2,
        reviews: 1,
        notes: 0,
        open: Message::new("缺 盖章（甲）", "missing: seal (A)"),
        parties: vec!["某大学".to_owned()],
        asked: vec!["seal".to_owned()],
        decided: 0,
    }
}

#[test]
fn versions_are_checked_in_turn_and_taken_up_again_after_an_end() {
    let store = Store::in_memory();
    let one = store.add_project("甲项目", "钱工", NOW).expect("room");
    let two = store.add_project("乙项目", "孙工", NOW).expect("room");
    assert_eq!(store.add_version(one, Stage::Signed, &[file("a.pdf", b"a"), file("b.pdf", b"b")], NOW).expect("room"), 1);
    assert_eq!(store.add_version(two, Stage::Draft, &[file("c.pdf", b"c")], NOW).expect("room"), 1);
    assert_eq!(store.add_version(one, Stage::Signed, &[file("a.pdf", b"a2")], NOW).expect("room"), 2);
    let job = store.take_next().expect("it answers").expect("one waits");
    assert_eq!((job.project, job.name.as_str(), job.files.len()), (one, "甲项目", 2));
    // The server ends, and starts again.
    assert_eq!(store.resume().expect("it answers"), 1);
    let again = store.take_next().expect("it answers").expect("it waits again");
    assert_eq!(again.version, job.version);
    assert!(store.versions(one).expect("it answers")[1].interrupted);
    let picture = PictureRow { file: "a.pdf".to_owned(), page: 3, width: 2100, height: 2970, digest: Digest::of(b"jpeg") };
    assert!(store.finish(job.version, "2024-03-20", &Kept::default(), &glance(), std::slice::from_ref(&picture)).expect("room"));
    let done = store.versions(one).expect("it answers").remove(1);
    assert_eq!((done.state, done.interrupted, done.glance), (State::Done, false, Some(glance())));
    assert_eq!(store.pictures(job.version).expect("it answers"), [picture]);
    let next = store.take_next().expect("it answers").expect("another waits");
    assert_eq!((next.project, next.stage), (two, Stage::Draft));
    let open = store.open_versions().expect("it answers");
    assert_eq!(
        open.iter().map(|(project, _, _, state)| (*project, *state)).collect::<Vec<_>>(),
        [(two, State::Running), (one, State::Waiting)]
    );
}

#[test]
fn projects_are_listed_with_their_last_version_for_everybody_or_one_owner() {
    let store = Store::in_memory();
    for (name, owner) in [("一", "钱工"), ("二", "孙工")] {
        let id = store.add_project(name, owner, NOW).expect("room");
        store.add_version(id, Stage::Signed, &[], NOW).expect("room");
        store.add_version(id, Stage::Draft, &[], NOW).expect("room");
    }
    let names =
        |owner| store.projects(owner).expect("it answers").into_iter().map(|own| (own.name, own.version.number)).collect::<Vec<_>>();
    assert_eq!(names(None), [("二".to_owned(), 2), ("一".to_owned(), 2)]);
    assert_eq!(names(Some("钱工")), [("一".to_owned(), 2)]);
    assert_eq!(store.free_name("一").expect("it answers"), "一 (2)");
    assert_eq!(store.free_name("三").expect("it answers"), "三");
}

#[test]
fn what_is_deleted_is_gone_but_for_what_others_name_and_the_trail() {
    let store = Store::in_memory();
    let one = store.add_project("一", "钱工", NOW).expect("room");
    let two = store.add_project("二", "钱工", NOW).expect("room");
    store.add_version(one, Stage::Signed, &[file("a", b"own"), file("b", b"shared")], NOW).expect("room");
    store.add_version(two, Stage::Signed, &[file("c", b"shared")], NOW).expect("room");
    let event = Event { at: NOW, who: "钱工".into(), deed: Deed::Uploaded, project: Some(one), name: "一".into(), detail: "a".into() };
    store.note_deed(&event).expect("room");
    assert_eq!(store.delete_project(one).expect("it answers"), [Digest::of(b"own")]);
    assert!(store.project(one).expect("it answers").is_none() && store.project(two).expect("it answers").is_some());
    assert!(store.is_named(&Digest::of(b"shared")).expect("it answers") && !store.is_named(&Digest::of(b"own")).expect("it answers"));
    assert_eq!(store.trail(Some(one), 10).expect("it answers"), [event]);
}

#[test]
fn the_trail_is_only_added_to() {
    let store = Store::in_memory();
    let event = Event { at: NOW, who: "a".into(), deed: Deed::LoggedIn, project: None, name: String::new(), detail: String::new() };
    store.note_deed(&event).expect("room");
    let db = store.lock();
    assert!(db.execute("UPDATE trail SET who = 'b'", []).is_err());
    assert!(db.execute("DELETE FROM trail", []).is_err());
}

#[test]
fn decisions_and_notes_stay_in_their_order() {
    let store = Store::in_memory();
    let id = store.add_project("一", "钱工", NOW).expect("room");
    let decision = |verdict| NewDecision {
        finding: "1/sealed-by-each-party/A/1".into(),
        basis: "…".into(),
        was: Verdict::Gap,
        verdict,
        reason: "见附件".into(),
    };
    for verdict in [Some(Verdict::Pass), None] {
        store.decide(id, &decision(verdict), "李审", NOW).expect("room");
    }
    let made: Vec<_> = store.decisions(id).expect("it answers").into_iter().map(|own| (own.made, own.who)).collect();
    assert_eq!(made, [(decision(Some(Verdict::Pass)), "李审".to_owned()), (decision(None), "李审".to_owned())]);
    store.add_note(id, "", "已电话联系", "李审", NOW).expect("room");
    assert_eq!(store.notes(id).expect("it answers")[0].text, "已电话联系");
}

#[test]
fn sessions_end_with_their_time_and_with_a_change_of_the_account() {
    let store = Store::in_memory();
    assert!(store.add_account("李审", Role::Reviewer, "…").expect("room"));
    assert!(!store.add_account("李审", Role::Admin, "…").expect("room"), "the name is taken");
    assert!(!store.has_admin().expect("it answers"));
    let id = store.account("李审").expect("it answers").expect("known").id;
    let (key, later) = (Digest::of(b"key"), NOW.later(60));
    let role = |at| store.session(&key, at).expect("it answers").map(|account| account.role);
    store.begin_session(&key, id, NOW, later).expect("room");
    assert_eq!((role(NOW), role(later)), (Some(Role::Reviewer), None));
    store.change_account(id, Role::Admin, false, None).expect("known");
    assert_eq!(role(NOW), None);
    assert!(store.has_admin().expect("it answers"));
    store.begin_session(&key, id, NOW, later).expect("room");
    assert_eq!(role(NOW), Some(Role::Admin));
    store.end_session(&key).expect("known");
    assert_eq!(role(NOW), None);
}

#[test]
fn a_database_of_another_layout_is_left_alone() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let path = folder.path().join("pactlint.db");
    drop(Store::open(&path).expect("new"));
    drop(Store::open(&path).expect("the same again"));
    Connection::open(&path).expect("there").pragma_update(None, "user_version", 99).expect("there");
    assert!(matches!(Store::open(&path), Err(StoreError::Layout(99))));
}
