// Group normalisation in two passes: the moments, taken by whatever pass writes the tensor anyway,
// and the normalisation. A block of the first sums some pixels of one sample for every channel, and
// the last block of a sample to finish combines the blocks' moments, always in the same order.
#include "kernels.h"
#include "vectors.cuh"

namespace imprimatur::kernels {
namespace {

constexpr int THREADS = 256;
constexpr int MAX_GROUPS = 64;
constexpr int MAX_BLOCKS = 128;  // of one sample, in a moments pass
constexpr int BLOCKS = 640;      // that fill the device
constexpr int LANES = 8;         // that reduce one group together
constexpr unsigned TICKETS = 1u << 20;

// Counts the finished blocks of a sample. It returns to zero by itself. Calls take different
// tickets in turn, so two streams do not meet in one.
__device__ unsigned tickets[TICKETS];

__device__ float sum_lanes(float value) {
  for (int offset = LANES / 2; offset > 0; offset /= 2) {
    value += __shfl_xor_sync(~0u, value, offset, LANES);
  }
  return value;
}

// Combines the blocks' means and sums of squared differences from them into those of the sample
// (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample
// variances", 1979).
__device__ void finish(int sample, int group, int width, int block_pixels, const Grouped& shape,
                       const float* partial, float* result) {
  constexpr int MOST = MAX_BLOCKS / LANES;
  int lane = threadIdx.x % LANES;
  int blocks = gridDim.x;
  bool inside = group < shape.groups;
  auto cells =
      reinterpret_cast<const float2*>(partial) + ((long)sample * shape.groups + group) * blocks;
  float2 own[MOST];
#pragma unroll
  for (int i = 0; i < MOST; i++) {
    int block = lane + i * LANES;
    own[i] = inside && block < blocks ? __ldcg(cells + block) : make_float2(0, 0);
  }
  float sum = 0;
#pragma unroll
  for (int i = 0; i < MOST; i++) {
    int pixels = min(block_pixels, shape.pixels - (lane + i * LANES) * block_pixels);
    sum += own[i].x * max(pixels, 0);
  }
  float mean = sum_lanes(sum) / shape.pixels;
  float squares = 0;
#pragma unroll
  for (int i = 0; i < MOST; i++) {
    int pixels = min(block_pixels, shape.pixels - (lane + i * LANES) * block_pixels);
    float difference = own[i].x - mean;
    squares += own[i].y + difference * difference * (width * max(pixels, 0));
  }
  squares = sum_lanes(squares);
  if (lane == 0 && inside) {
    float2 cell = {mean, squares / ((float)width * shape.pixels)};
    reinterpret_cast<float2*>(result)[(long)sample * shape.groups + group] = cell;
  }
}

// What the moments are taken of.
enum class Source { X, X_AND_RESIDUAL, X_BESIDE_OTHER };

template <Source SOURCE>
__device__ void read_sum(const MomentsInput& input, long pixel, int vector, int vectors,
                         float (&values)[VECTOR]) {
  if constexpr (SOURCE == Source::X_BESIDE_OTHER) {
    int first = input.first / VECTOR;
    const __half* source = vector < first ? input.x : input.other;
    long index =
        vector < first ? pixel * first + vector : pixel * (vectors - first) + vector - first;
    load(source, index, values);
  } else {
    load(input.x, pixel * vectors + vector, values);
  }
  if constexpr (SOURCE == Source::X_AND_RESIDUAL) {
    float more[VECTOR];
    load(input.residual, pixel * vectors + vector, more);
#pragma unroll
    for (int i = 0; i < VECTOR; i++) values[i] += more[i];
  }
}

// What is added to every pixel of a channel.
__device__ void read_offset(const __half* bias, const __half* shift, long shift_start, int vector,
                            float (&values)[VECTOR]) {
#pragma unroll
  for (int i = 0; i < VECTOR; i++) values[i] = 0;
  float more[VECTOR];
  if (bias != nullptr) {
    load(bias, vector, more);
#pragma unroll
    for (int i = 0; i < VECTOR; i++) values[i] += more[i];
  }
  if (shift != nullptr) {
    load(shift + shift_start, vector, more);
#pragma unroll
    for (int i = 0; i < VECTOR; i++) values[i] += more[i];
  }
}

template <Source SOURCE, bool WRITE>
__global__ void __launch_bounds__(512)
    moments_kernel(MomentsInput input, Grouped shape, int block_pixels, unsigned ticket,
                   float* result, float* partial) {
  extern __shared__ float sums[];  // [rows, channels, 2]
  __shared__ bool last;
  int vectors = shape.channels / VECTOR;
  int row = threadIdx.x / vectors;
  int rows = blockDim.x / vectors;
  int vector = threadIdx.x % vectors;
  int sample = blockIdx.y;
  float offset[VECTOR];
  read_offset(input.bias, input.shift, (long)sample * input.shift_stride, vector, offset);
  float total[VECTOR] = {};
  float squares[VECTOR] = {};
  int begin = blockIdx.x * block_pixels;
  int end = min(begin + block_pixels, shape.pixels);
  // Threads beyond the last whole row only help to reduce.
  int start = row < rows ? begin + row : end;
#pragma unroll 4
  for (int at = start; at < end; at += rows) {
    long pixel = (long)sample * shape.pixels + at;
    float values[VECTOR];
    read_sum<SOURCE>(input, pixel, vector, vectors, values);
#pragma unroll
    for (int i = 0; i < VECTOR; i++) values[i] += offset[i];
    if constexpr (WRITE) {
      Half8 rounded = narrow(values);
      reinterpret_cast<Half8*>(input.sum)[pixel * vectors + vector] = rounded;
      widen(rounded, values);
    }
#pragma unroll
    for (int i = 0; i < VECTOR; i++) {
      total[i] += values[i];
      squares[i] += values[i] * values[i];
    }
  }
#pragma unroll
  for (int i = 0; i < VECTOR; i++) {
    float* cell = sums + 2 * (row * shape.channels + vector * VECTOR + i);
    cell[0] = total[i];
    cell[1] = squares[i];
  }
  __syncthreads();

  int width = shape.channels / shape.groups;
  int lane = threadIdx.x % LANES;
  int groups_at_once = blockDim.x / LANES;
  for (int base = 0; base < shape.groups; base += groups_at_once) {
    int group = base + threadIdx.x / LANES;
    float sum = 0;
    float sum_of_squares = 0;
    if (group < shape.groups) {
      for (int r = 0; r < rows; r++) {
        const float2* cells =
            reinterpret_cast<const float2*>(sums) + r * shape.channels + group * width;
        for (int i = lane; i < width; i += LANES) {
          float2 cell = cells[i];
          sum += cell.x;
          sum_of_squares += cell.y;
        }
      }
    }
    sum = sum_lanes(sum);
    sum_of_squares = sum_lanes(sum_of_squares);
    if (lane == 0 && group < shape.groups) {
      float mean = sum / ((float)width * (end - begin));
      float2 cell = {mean, fmaxf(sum_of_squares - sum * mean, 0.0f)};
      reinterpret_cast<float2*>(
          partial)[((long)sample * shape.groups + group) * gridDim.x + blockIdx.x] = cell;
    }
  }
  __threadfence();
  __syncthreads();
  if (threadIdx.x == 0) {
    unsigned finished = atomicInc(&tickets[(ticket + sample) % TICKETS], gridDim.x - 1);
    last = finished == gridDim.x - 1;
  }
  __syncthreads();
  if (!last) {
    return;
  }
  __threadfence();
  for (int base = 0; base < shape.groups; base += groups_at_once) {
    int group = base + threadIdx.x / LANES;
    finish(sample, group, width, block_pixels, shape, partial, result);
  }
}

__global__ void norm_kernel(NormInput input, Grouped shape, int block_pixels, __half* result) {
  __shared__ float scales[MAX_GROUPS];
  __shared__ float means[MAX_GROUPS];
  int vectors = shape.channels / VECTOR;
  int row = threadIdx.x / vectors;
  int rows = blockDim.x / vectors;
  int vector = threadIdx.x % vectors;
  int sample = blockIdx.y;
  for (int group = threadIdx.x; group < shape.groups; group += blockDim.x) {
    const float* cell = input.moments + 2 * ((long)sample * shape.groups + group);
    means[group] = cell[0];
    scales[group] = rsqrtf(cell[1] + input.epsilon);
  }
  __syncthreads();
  int width = shape.channels / shape.groups;
  float scale[VECTOR];
  float offset[VECTOR];
  float shift[VECTOR];
  load(input.weight, vector, scale);
  load(input.bias, vector, offset);
  read_offset(nullptr, input.shift, (long)sample * input.shift_stride, vector, shift);
#pragma unroll
  for (int i = 0; i < VECTOR; i++) {
    int group = (vector * VECTOR + i) / width;
    scale[i] *= scales[group];
    offset[i] += (shift[i] - means[group]) * scale[i];
  }
  int begin = blockIdx.x * block_pixels;
  int end = min(begin + block_pixels, shape.pixels);
#pragma unroll 4
  for (int at = begin + row; at < end; at += rows) {
    long index = ((long)sample * shape.pixels + at) * vectors + vector;
    float values[VECTOR];
    load(input.x, index, values);
#pragma unroll
    for (int i = 0; i < VECTOR; i++) {
      float value = values[i] * scale[i] + offset[i];
      values[i] = input.silu ? silu(value) : value;
    }
    store(result, index, values);
  }
}

// Whole rows of channels, about THREADS threads.
int threads_of_block(int channels) {
  int vectors = channels / VECTOR;
  return vectors * max(1, THREADS / vectors);
}

unsigned take_tickets(int samples) {
  static unsigned next = 0;
  return __atomic_fetch_add(&next, (unsigned)samples, __ATOMIC_RELAXED) % TICKETS;
}

int pixels_of_block(const Grouped& shape) {
  int size = 4;
  while ((long)size * BLOCKS < (long)shape.pixels * shape.samples ||
         (long)size * MAX_BLOCKS < shape.pixels) {
    size *= 2;
  }
  return size;
}

}  // namespace

long moments_size(const Grouped& shape) {
  int block_pixels = pixels_of_block(shape);
  long blocks = (shape.pixels + block_pixels - 1) / block_pixels;
  return 2L * shape.samples * shape.groups * (1 + blocks);
}

void moments(const MomentsInput& input, const Grouped& shape, float* result, cudaStream_t stream) {
  int block_pixels = pixels_of_block(shape);
  int blocks = (shape.pixels + block_pixels - 1) / block_pixels;
  int threads = threads_of_block(shape.channels);
  int rows = threads / (shape.channels / VECTOR);
  // Groups are reduced by eight threads each, warp by warp.
  threads = (threads + 31) / 32 * 32;
  size_t shared = sizeof(float) * 2 * shape.channels * (rows + 1);
  float* partial = result + 2L * shape.samples * shape.groups;
  auto launch = [&](auto kernel) {
    kernel<<<dim3(blocks, shape.samples), threads, shared, stream>>>(
        input, shape, block_pixels, take_tickets(shape.samples), result, partial);
  };
  if (input.other != nullptr) {
    launch(moments_kernel<Source::X_BESIDE_OTHER, true>);
  } else if (input.residual != nullptr) {
    launch(moments_kernel<Source::X_AND_RESIDUAL, true>);
  } else if (input.sum != nullptr) {
    launch(moments_kernel<Source::X, true>);
  } else {
    launch(moments_kernel<Source::X, false>);
  }
}

void group_norm(const NormInput& input, const Grouped& shape, __half* result, cudaStream_t stream) {
  int threads = threads_of_block(shape.channels);
  int rows = threads / (shape.channels / VECTOR);
  int block_pixels = 4 * rows;
  int blocks = (shape.pixels + block_pixels - 1) / block_pixels;
  norm_kernel<<<dim3(blocks, shape.samples), threads, 0, stream>>>(input, shape, block_pixels,
                                                                   result);
}

}  // namespace imprimatur::kernels
