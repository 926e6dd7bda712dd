//! The project's own small networks, which are built into the program: one page or strip at a time on the thread that asks.

use std::sync::{Arc, OnceLock};

use rten::{Model, RunOptions, ThreadPool};
use rten_tensor::{NdTensor, Tensor};

use super::ocr::on_plain_thread;

thread_local! {
    /// A page is looked at on one thread: there are as many pages at a time as threads.
    static LANE: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

/// A network whose bytes are part of the program; it is made ready at first use.
pub(super) struct Network {
    bytes: &'static [u8],
    model: OnceLock<Model>,
}

impl Network {
    /// The network in an ONNX file.
    pub(super) const fn new(bytes: &'static [u8]) -> Self {
        Self { bytes, model: OnceLock::new() }
    }

    /// What it answers to three planes of a height and a width that it was made for.
    pub(super) fn run(&self, planes: Vec<f32>, (width, height): (usize, usize)) -> Vec<f32> {
        let work = |lane: Arc<ThreadPool>| {
            let model = self.model.get_or_init(|| Model::load_static_slice(self.bytes).expect("built in"));
            let input = NdTensor::from_data([1, 3, height, width], planes);
            let output = model.run_one(input.into(), Some(RunOptions::default().with_thread_pool(Some(lane))));
            let output: Tensor<f32> = output.expect("the network takes any page").try_into().expect("numbers");
            output.into_data()
        };
        let lane = LANE.with(Arc::clone);
        on_plain_thread(|| work(lane))
    }
}
