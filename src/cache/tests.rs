//! Entries that are whole, damaged, foreign, too many, and written by several at a time.

use super::*;

/// A cache of a test's own, gone when dropped.
struct Own(tempfile::TempDir, Cache);

impl Own {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("temporary folder");
        let cache = Cache::open(&folder.path().join("cache")).expect("own folder");
        Self(folder, cache)
    }
}

fn key(name: &str) -> Key {
    Ingredients::of("test").and(name).key()
}

#[test]
fn what_is_put_is_got_again_to_the_last_bit() {
    let Own(_folder, cache) = Own::new();
    let value = (0.1_f64 + 0.2, f64::MIN_POSITIVE, "协议".to_owned(), vec![Some(7), None]);
    assert_eq!(cache.get::<(f64, f64, String, Vec<Option<u8>>)>(&key("a")), None);
    cache.put(&key("a"), &value).expect("own folder");
    assert_eq!(cache.get(&key("a")), Some(value));
    assert_eq!(cache.get::<String>(&key("b")), None);
}

#[test]
fn an_entry_that_was_damaged_anywhere_is_none_and_is_written_anew() {
    let Own(_folder, cache) = Own::new();
    cache.put(&key("a"), &"a value of some length").expect("own folder");
    let path = cache.path(&key("a"));
    let whole = fs::read(&path).expect("an entry");
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        fs::write(&path, damaged).expect("own file");
        assert_eq!(cache.get::<String>(&key("a")), None, "byte {at}");
        fs::write(&path, &whole[..at]).expect("own file");
        assert_eq!(cache.get::<String>(&key("a")), None, "cut at {at}");
    }
    cache.put(&key("a"), &"another").expect("own folder");
    assert_eq!(cache.get::<String>(&key("a")).as_deref(), Some("another"));
}

#[test]
fn an_entry_in_anothers_place_is_none() {
    let Own(_folder, cache) = Own::new();
    cache.put(&key("a"), &1).expect("own folder");
    cache.put(&key("b"), &2).expect("own folder");
    fs::copy(cache.path(&key("a")), cache.path(&key("b"))).expect("own files");
    assert_eq!((cache.get::<u8>(&key("a")), cache.get::<u8>(&key("b"))), (Some(1), None));
}

#[test]
fn a_value_of_another_shape_is_none() {
    let Own(_folder, cache) = Own::new();
    cache.put(&key("a"), &"text").expect("own folder");
    assert_eq!(cache.get::<Vec<u8>>(&key("a")), None);
}

#[test]
fn the_entries_not_used_for_longest_go_first_and_unfinished_ones_of_ended_runs_too() {
    let Own(_folder, cache) = Own::new();
    let now = SystemTime::now();
    let aged = |path: &Path, hours: u64| {
        let file = File::options().write(true).open(path).expect("own file");
        file.set_modified(now - Duration::from_secs(hours * 3600)).expect("own file");
    };
    for (name, hours) in [("old", 72), ("older", 96), ("new", 0)] {
        cache.put(&key(name), &name).expect("own folder");
        aged(&cache.path(&key(name)), hours);
    }
    // Being of use makes an old entry a new one.
    assert!(cache.get::<String>(&key("older")).is_some());
    let shard = cache.path(&key("new")).parent().expect("in a shard").to_path_buf();
    for (name, hours) in [(".new-left", 2), (".new-now", 0)] {
        fs::write(shard.join(name), "x").expect("own folder");
        aged(&shard.join(name), hours);
    }
    let bytes = |cache: &Cache| Cache::status(&cache.dir).expect("own folder").bytes;
    cache.keep_under(bytes(&cache) - 3, now).expect("own folder");
    let kept = ["old", "older", "new"].map(|name| cache.get::<String>(&key(name)).is_some());
    assert_eq!(kept, [false, true, true]);
    assert_eq!([".new-left", ".new-now"].map(|name| shard.join(name).exists()), [false, true]);
}

#[test]
fn clearing_leaves_what_is_not_ours() {
    let Own(_folder, cache) = Own::new();
    cache.put(&key("a"), &1).expect("own folder");
    fs::write(cache.dir.join("letter.txt"), "mine").expect("own folder");
    Cache::clear(&cache.dir).expect("own folder");
    assert_eq!(fs::read_dir(&cache.dir).expect("still there").count(), 1);
    fs::remove_file(cache.dir.join("letter.txt")).expect("own file");
    Cache::clear(&cache.dir).expect("own folder");
    Cache::clear(&cache.dir).expect("nothing to do");
    assert_eq!(Cache::status(&cache.dir).expect("nothing is there"), Status::default());
    // A run that goes on meanwhile makes its folders again.
    cache.put(&key("a"), &1).expect("own folder");
    assert_eq!(cache.get::<u8>(&key("a")), Some(1));
}

#[test]
fn many_who_write_and_read_the_same_entries_see_whole_ones_only() {
    let Own(_folder, cache) = Own::new();
    let text = |name: usize| format!("{name} ").repeat(1000);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for name in (0..40).map(|turn| turn % 4) {
                    cache.put(&key(&name.to_string()), &text(name)).expect("own folder");
                    assert_eq!(cache.get(&key(&name.to_string())), Some(text(name)), "{name}");
                }
            });
        }
    });
    assert_eq!(Cache::status(&cache.dir).expect("own folder").entries, 4);
}

#[cfg(unix)]
#[test]
fn folders_and_files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).expect("is there").permissions().mode() & 0o777;
    let Own(_folder, cache) = Own::new();
    fs::set_permissions(cache.dir.join(ENTRIES), fs::Permissions::from_mode(0o755)).expect("own folder");
    let cache = Cache::open(&cache.dir).expect("own folder");
    cache.put(&key("a"), &1).expect("own folder");
    let entry = cache.path(&key("a"));
    assert_eq!((mode(&cache.dir.join(ENTRIES)), mode(entry.parent().expect("a shard")), mode(&entry)), (0o700, 0o700, 0o600));
}
