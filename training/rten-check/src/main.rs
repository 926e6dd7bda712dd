//! Runs the exported network on rten with one thread; compares with torch's answer and prints CPU seconds a run.
//!
//! `rten-check layers.onnx sample.in sample.out [HEIGHT WIDTH [REPEAT]]`, the samples written by `export.py --sample`.
use std::{env, error::Error, fs, sync::Arc};

use rten::{Model, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

fn floats(path: &str) -> Result<Vec<f32>, Box<dyn Error>> {
    Ok(fs::read(path)?.chunks_exact(4).map(|c| f32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect())
}

/// CPU seconds of this process so far (Linux, 100 ticks a second).
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> = stat.rsplit(')').next().unwrap_or("").split_whitespace().map(|f| f.parse().unwrap_or(0.0)).collect();
    (fields.get(11).unwrap_or(&0.0) + fields.get(12).unwrap_or(&0.0)) / 100.0
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let (height, width) = (args.get(3).map_or(Ok(1184), |v| v.parse())?, args.get(4).map_or(Ok(832), |v| v.parse())?);
    let repeat: usize = args.get(5).map_or(Ok(1), |v| v.parse())?;
    let (input, reference) = (floats(&args[1])?, floats(&args[2])?);
    let model = Model::load(fs::read(&args[0])?)?;
    let pool = Arc::new(ThreadPool::with_num_threads(1));
    let run = || -> Result<Tensor<f32>, Box<dyn Error>> {
        let page = NdTensor::<f32, 4>::from_data([1, 3, height, width], input.clone());
        let mut options = RunOptions::default();
        options.thread_pool = Some(pool.clone());
        Ok(model.run_one(page.into(), Some(options))?.try_into()?)
    };
    for _ in 0..8 {
        let before = cpu();
        for _ in 1..repeat {
            run()?; // the clock ticks at 10 ms: a small network is run many times
        }
        let maps = run()?;
        let spent = (cpu() - before) / repeat as f64;
        let shape = maps.shape().to_vec();
        let worst = maps.into_data().iter().zip(&reference).map(|(a, b)| (a - b).abs()).fold(0f32, f32::max);
        println!("{shape:?} CPU {spent:.4} s, largest difference {worst:.2e}");
    }
    Ok(())
}
