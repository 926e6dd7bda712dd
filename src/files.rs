//! Files that are seen whole or not at all: written beside their place, then renamed into it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file through `fill`; what stands at the path stays as it is until all is written, and if anything fails.
pub fn whole<E: From<io::Error>>(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<(), E>) -> Result<(), E> {
    if path.exists() && !path.is_file() {
        // Pipes and devices stay where they are.
        return fill(&mut File::options().write(true).open(path)?);
    }
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = BufWriter::new(builder.tempfile_in(folder_of(path))?);
    fill(&mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes these bytes as a file.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    whole(path, |file| file.write_all(bytes))
}

/// The folder that a file lies in; for a bare name the current one.
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_stays_as_it_was() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("report.json");
        fs::write(&path, "before").expect("own folder");
        let broken = whole(&path, |file| {
            file.write_all(b"half")?;
            Err(io::Error::other("the disk is full"))
        });
        assert!(broken.is_err() && fs::read(&path).expect("own file") == b"before");
        put(&path, b"after").expect("own folder");
        assert_eq!(
            (fs::read(&path).expect("own file").as_slice(), fs::read_dir(folder.path()).expect("own folder").count()),
            (&b"after"[..], 1)
        );
        #[cfg(unix)]
        put(Path::new("/dev/null"), b"gone").expect("a device takes it");
        assert!(put(&folder.path().join("no/folder/report"), b"").is_err());
    }
}
