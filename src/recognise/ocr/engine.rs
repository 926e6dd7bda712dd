//! The networks, loaded at first use and shared by all threads.
//!
//! A page's picture goes through a network on all threads, one picture at a time; a strip goes through on one thread, as many strips at a time as there
//! are threads. Neither ever waits inside a pool that other work could be taken up from: runs would nest, each with its tensors in memory (553 MB at the
//! peak over 21 projects of the corpus, against 475).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::ScopedJoinHandle;

use rten::{Model, ModelOptions, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use super::quad::Quad;
use super::read::{self, Reading};
use super::{detect, orientation, script};
use crate::model::geometry::Confidence;
use crate::model::raster::Raster;
use crate::recognise::models::{Member, ModelsError, Store};

/// Why a page was not read: shared, because a network that failed to load fails for every page.
pub(crate) type Failure = Arc<ModelsError>;

/// The recognition engine.
pub struct Engine {
    store: Store,
    /// For a page's picture, one at a time.
    whole: Mutex<Arc<ThreadPool>>,
    /// For strips, one thread each.
    lanes: Vec<Mutex<Arc<ThreadPool>>>,
    lines: Slot<Net>,
    fast: Slot<Reader>,
    best: Slot<Reader>,
    orientation: Slot<Net>,
    /// Whether other programs on the machine may read what the networks cannot.
    pub(super) helpers: bool,
}

/// What an engine is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Digests of the networks.
    pub networks: String,
    /// Version and languages of the program that reads what they cannot; empty if there is none.
    pub helper: String,
}

type Slot<T> = OnceLock<Result<T, Failure>>;

struct Net {
    model: Model,
    file: &'static str,
}

struct Reader {
    net: Net,
    keys: Vec<String>,
}

/// Which of the two readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Skill {
    /// The small network, good on clean print.
    Fast,
    /// The large one: kana, worn and covered print.
    Best,
}

impl Engine {
    /// An engine over installed models, on as many threads as there are cores; each network is loaded (and its bytes checked) at first use.
    pub fn load(store: &Store) -> Result<Self, ModelsError> {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self::with_threads(store, threads)
    }

    /// The same on a given number of threads.
    pub fn with_threads(store: &Store, threads: usize) -> Result<Self, ModelsError> {
        if let Some(member) = Member::ALL.into_iter().find(|member| !store.has(*member)) {
            return Err(ModelsError::Missing { file: member.file(), dir: store.dir.clone() });
        }
        let pool = |threads| Mutex::new(Arc::new(ThreadPool::with_num_threads(threads)));
        Ok(Self {
            store: store.clone(),
            whole: pool(threads.max(1)),
            lanes: (0..threads.max(1)).map(|_| pool(1)).collect(),
            lines: Slot::new(),
            fast: Slot::new(),
            best: Slot::new(),
            orientation: Slot::new(),
            helpers: true,
        })
    }

    /// The same without calling any other program: equal answers on every machine.
    #[must_use]
    pub fn without_helpers(mut self) -> Self {
        self.helpers = false;
        self
    }

    /// What decides of the answers beside the pictures: the networks, and the program that may be asked where they fail. For those who keep results.
    pub fn identity(&self) -> Identity {
        let networks = Member::ALL.map(Member::sha256).join(" ");
        Identity { networks, helper: if self.helpers { script::helper() } else { String::new() } }
    }

    /// Reads a strip that was already cut out: one horizontal line that fills the picture. `None` if nothing is legible.
    pub fn read_strip(&self, raster: &Raster) -> Option<(String, Confidence)> {
        let (right, bottom) = (raster.width as f32, raster.height as f32);
        let quad = Quad([(0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom)]);
        let (reading, _) = self.read(raster, &[quad], Skill::Best).ok()?.pop()?;
        let text = reading.text();
        (!text.is_empty()).then(|| (text, Confidence::from_share(reading.score())))
    }

    /// Clockwise quarter turns that bring a page upright.
    pub(super) fn quarter_turns(&self, raster: &Raster) -> Result<u8, Failure> {
        let net = self.net(&self.orientation, Member::Orientation)?;
        let input = orientation::input(raster);
        let side = orientation::SIDE;
        let (scores, _) = self.run_whole(net, [1, 3, side, side], input)?;
        Ok(orientation::turns(&scores))
    }

    /// Lines of text from top to bottom, looked for in a picture reduced until its longer side is at most `longest`.
    pub(super) fn detect(&self, raster: &Raster, longest: usize) -> Result<Vec<Quad>, Failure> {
        let net = self.net(&self.lines, Member::Lines)?;
        let detect::Input { planes, width, height } = detect::input(raster, longest);
        let (map, _) = self.run_whole(net, [1, 3, height, width], planes)?;
        Ok(detect::quads(&map, width, height, (raster.width, raster.height)))
    }

    /// What stands in each quad, with the width of its strip, in the order of the quads.
    pub(super) fn read(&self, raster: &Raster, quads: &[Quad], skill: Skill) -> Result<Vec<(Reading, usize)>, Failure> {
        if quads.is_empty() {
            return Ok(Vec::new());
        }
        let reader = match skill {
            Skill::Fast => self.reader(&self.fast, Member::ReaderFast, Member::ReaderFastKeys)?,
            Skill::Best => self.reader(&self.best, Member::ReaderBest, Member::ReaderBestKeys)?,
        };
        let next = AtomicUsize::new(0);
        let work = |lane: usize| {
            let mine = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < quads.len()));
            mine.map(|at| Ok((at, self.read_one(raster, &quads[at], reader, lane)?))).collect::<Result<Vec<_>, Failure>>()
        };
        let mut done = std::thread::scope(|scope| {
            let lanes = 0..self.lanes.len().min(quads.len());
            let workers: Vec<_> = lanes.map(|lane| scope.spawn(move || work(lane))).collect();
            workers.into_iter().map(joined).collect::<Result<Vec<_>, Failure>>()
        })?
        .concat();
        done.sort_by_key(|(at, _)| *at);
        Ok(done.into_iter().map(|(_, reading)| reading).collect())
    }

    /// What stands in one quad, on one of the lanes: `first` if it is free.
    fn read_one(&self, raster: &Raster, quad: &Quad, reader: &Reader, first: usize) -> Result<(Reading, usize), Failure> {
        let Some(strip) = read::strip(raster, quad) else { return Ok((Reading::default(), 1)) };
        let (width, used) = (strip.width, strip.used);
        let mut lanes = self.lanes[first..].iter().chain(&self.lanes[..first]);
        let lane = lanes.find_map(|lane| lane.try_lock().ok());
        let lane = lane.unwrap_or_else(|| self.lanes[first].lock().unwrap_or_else(PoisonError::into_inner));
        let (scores, shape) = run(&reader.net, [1, 3, read::HEIGHT, width], strip.planes, &lane)?;
        drop(lane);
        let classes = shape.last().copied().unwrap_or(0);
        Ok((read::decode(&scores, classes, &reader.keys, (width, used)), used))
    }

    /// Runs a network on a page's picture.
    fn run_whole(&self, net: &Net, shape: [usize; 4], data: Vec<f32>) -> Result<(Vec<f32>, Vec<usize>), Failure> {
        on_plain_thread(|| run(net, shape, data, &self.whole.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    fn net<'a>(&self, slot: &'a Slot<Net>, member: Member) -> Result<&'a Net, Failure> {
        slot.get_or_init(|| on_plain_thread(|| self.load_net(member))).as_ref().map_err(Arc::clone)
    }

    fn reader<'a>(&self, slot: &'a Slot<Reader>, member: Member, keys: Member) -> Result<&'a Reader, Failure> {
        let load = || {
            let keys = read::keys(&self.store.bytes(keys)?);
            Ok(Reader { net: self.load_net(member)?, keys })
        };
        slot.get_or_init(|| on_plain_thread(load)).as_ref().map_err(Arc::clone)
    }

    fn load_net(&self, member: Member) -> Result<Net, Failure> {
        let bytes = self.store.bytes(member)?;
        let options = ModelOptions::with_all_ops();
        let model = match bytes {
            std::borrow::Cow::Borrowed(bytes) => options.load_static_slice(bytes),
            std::borrow::Cow::Owned(bytes) => options.load(bytes),
        };
        let file = member.file();
        let model = model.map_err(|error| ModelsError::Unusable { file, reason: error.to_string() })?;
        Ok(Net { model, file })
    }
}

/// Runs a network in a pool.
fn run(net: &Net, shape: [usize; 4], data: Vec<f32>, pool: &Arc<ThreadPool>) -> Result<(Vec<f32>, Vec<usize>), Failure> {
    let unusable = |reason: String| Arc::new(ModelsError::Unusable { file: net.file, reason });
    let input = NdTensor::from_data(shape, data);
    let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
    let output = net.model.run_one(input.into(), Some(options)).map_err(|error| unusable(error.to_string()))?;
    let output: Tensor<f32> = output.try_into().map_err(|_| unusable("its answer is of another type".to_owned()))?;
    let shape = output.shape().to_vec();
    Ok((output.into_data(), shape))
}

/// Waits for work on a thread that belongs to no rayon pool. A pool's thread that waits for another pool takes up further tasks meanwhile: pages
/// would nest one inside the other, and a page that wants the network which the same thread is just loading would wait for itself.
pub(in crate::recognise) fn on_plain_thread<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    if rayon::current_thread_index().is_none() {
        return work();
    }
    std::thread::scope(|scope| joined(scope.spawn(work)))
}

/// What a thread answers; its panic goes on in this one.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Engine over {}", self.store.dir.display())
    }
}
