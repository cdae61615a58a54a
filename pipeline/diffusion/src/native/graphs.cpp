// Replays a network's step as one CUDA graph: the kernels of a pass with fixed shapes are recorded
// once and then started together, so that the time to start each of them is gone.
#include <ATen/cuda/CUDAGraph.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/csrc/jit/api/object.h>
#include <torch/csrc/jit/runtime/custom_operator.h>

#include <list>
#include <mutex>

namespace imprimatur {
namespace {

using at::Tensor;
using torch::jit::IValue;
using torch::jit::Stack;
using Text = c10::Dict<std::string, Tensor>;
using WeakObject = c10::weak_intrusive_ptr<c10::ivalue::Object>;

// Shapes whose graphs are kept; the one unused for longest goes first.
constexpr size_t KEPT = 24;
// Passes before the recording, which settle what libraries allocate on first use.
constexpr int WARM_UPS = 2;

std::string key_of(const Tensor& tensor) {
  std::ostringstream key;
  key << tensor.scalar_type() << tensor.sizes() << tensor.device();
  return key.str();
}

// Memory of the host that the GPU reads and writes by itself.
Tensor staged(const Tensor& tensor) {
  return at::empty(tensor.sizes(), tensor.options().device(at::kCPU).pinned_memory(true));
}

Text copy_of(const Text& text) {
  Text copy;
  for (const auto& entry : text) {
    copy.insert(entry.key(), entry.value().clone());
  }
  return copy;
}

// One network at one shape: its inputs and its answer stay where they are.
class Recording {
 public:
  Recording(const c10::intrusive_ptr<c10::ivalue::Object>& network, std::string key,
            const Tensor& sample, const Tensor& timesteps, const Text& text,
            at::cuda::MempoolId_t pool)
      : network_(network),
        key_(std::move(key)),
        staged_sample_(staged(sample)),
        staged_timesteps_(staged(timesteps)),
        sample_(sample.to(device_of(text), false, /*copy=*/true)),
        timesteps_(timesteps.to(device_of(text), false, /*copy=*/true)),
        text_(copy_of(text)) {
    auto side = c10::cuda::getStreamFromPool(/*isHighPriority=*/false, sample_.device().index());
    c10::cuda::getCurrentCUDAStream().synchronize();
    c10::cuda::CUDAStreamGuard guard(side);
    for (int i = 0; i < WARM_UPS; i++) {
      pass(network);
    }
    side.synchronize();
    graph_.capture_begin(pool, cudaStreamCaptureModeThreadLocal);
    try {
      answer_ = pass(network);
    } catch (...) {
      graph_.capture_end();
      throw;
    }
    graph_.capture_end();
    side.synchronize();
    staged_answer_ = staged(answer_);
  }

  static at::Device device_of(const Text& text) { return text.begin()->value().device(); }

  bool serves(const c10::ivalue::Object* network, const std::string& key) const {
    auto alive = network_.lock();
    return alive.get() == network && key_ == key;
  }

  bool expired() const { return network_.expired(); }

  // The answer is where the sample is; on the host it holds until the next pass.
  Tensor replay(const Tensor& sample, const Tensor& timesteps, const Text& text) {
    bring(sample, staged_sample_, sample_);
    bring(timesteps, staged_timesteps_, timesteps_);
    for (const auto& entry : text) {
      text_.at(entry.key()).copy_(entry.value());
    }
    graph_.replay();
    if (!sample.is_cpu()) {
      return answer_.clone();
    }
    staged_answer_.copy_(answer_, /*non_blocking=*/true);
    c10::cuda::getCurrentCUDAStream().synchronize();
    return staged_answer_;
  }

 private:
  static void bring(const Tensor& from, const Tensor& staged, const Tensor& to) {
    if (from.is_cpu()) {
      staged.copy_(from);
      to.copy_(staged, /*non_blocking=*/true);
    } else {
      to.copy_(from);
    }
  }

  Tensor pass(const c10::intrusive_ptr<c10::ivalue::Object>& network) const {
    return torch::jit::Object(network)
        .get_method("predict")({sample_, timesteps_, text_})
        .toTensor();
  }

  WeakObject network_;
  std::string key_;
  Tensor staged_sample_;
  Tensor staged_timesteps_;
  Tensor staged_answer_;
  Tensor sample_;
  Tensor timesteps_;
  Text text_;
  Tensor answer_;
  at::cuda::CUDAGraph graph_;
};

class Recordings {
 public:
  Tensor replay(const c10::intrusive_ptr<c10::ivalue::Object>& network, const Tensor& sample,
                const Tensor& timesteps, const Text& text) {
    std::lock_guard<std::mutex> lock(mutex_);
    std::string key = key_of(sample) + key_of(timesteps);
    for (const auto& entry : text) {
      key += key_of(entry.value());
    }
    auto found = std::find_if(recordings_.begin(), recordings_.end(), [&](auto& recording) {
      return recording.serves(network.get(), key);
    });
    if (found == recordings_.end()) {
      recordings_.remove_if([](auto& recording) { return recording.expired(); });
      if (recordings_.size() >= KEPT) {
        recordings_.pop_back();
      }
      if (recordings_.empty()) {
        pool_ = at::cuda::graph_pool_handle();
      }
      recordings_.emplace_front(network, key, sample, timesteps, text, pool_);
    } else {
      recordings_.splice(recordings_.begin(), recordings_, found);
    }
    return recordings_.front().replay(sample, timesteps, text);
  }

 private:
  std::mutex mutex_;
  std::list<Recording> recordings_;
  // The working memory of all recordings, which never run at the same time.
  at::cuda::MempoolId_t pool_;
};

// replay(network, sample, timesteps, text), sample and timesteps on the host or the GPU, is what
// network.predict(sample, timesteps, text) gives.
void replay(Stack& stack) {
  static Recordings* recordings = new Recordings();  // Outlives CUDA's own shutdown.
  at::NoGradGuard no_gradients;
  Text text = c10::impl::toTypedDict<std::string, Tensor>(torch::jit::pop(stack).toGenericDict());
  Tensor timesteps = torch::jit::pop(stack).toTensor();
  Tensor sample = torch::jit::pop(stack).toTensor();
  auto network = torch::jit::pop(stack).toObject();
  TORCH_CHECK(!text.empty(), "expected a network with text");
  c10::cuda::CUDAGuard guard(Recording::device_of(text));
  torch::jit::push(stack, recordings->replay(network, sample, timesteps, text));
}

torch::jit::RegisterOperators operators({torch::jit::Operator(
    "imprimatur::replay(Any network, Tensor sample, Tensor timesteps, Dict(str, Tensor) text) -> "
    "Tensor",
    replay, c10::AliasAnalysisKind::CONSERVATIVE)});

}  // namespace
}  // namespace imprimatur
