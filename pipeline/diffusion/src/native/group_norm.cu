// Group normalisation in two passes: the moments, taken by whatever pass writes the tensor anyway,
// and the normalisation. A block of the first sums some pixels of one sample for every channel, and
// the last block of a sample to finish combines the blocks' moments, always in the same order.
#include "kernels.h"
#include "vectors.cuh"

namespace imprimatur::kernels {
namespace {

constexpr int THREADS = 256;
constexpr int MAX_GROUPS = 64;
constexpr unsigned TICKETS = 1u << 20;

// Counts the finished blocks of a sample. It returns to zero by itself. Calls take different
// tickets in turn, so two streams do not meet in one.
__device__ unsigned tickets[TICKETS];

struct Moments {
  float count;
  float mean;
  float squares;  // sum of squared differences from the mean
};

// Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample
// variances", 1979.
__device__ Moments combine(const Moments& a, const Moments& b) {
  float count = a.count + b.count;
  if (count == 0) {
    return a;
  }
  float delta = b.mean - a.mean;
  float share = b.count / count;
  return {count, a.mean + delta * share, a.squares + b.squares + delta * delta * a.count * share};
}

__device__ Moments combine_lanes(Moments own, int lanes) {
  for (int offset = lanes / 2; offset > 0; offset /= 2) {
    Moments other = {__shfl_down_sync(~0u, own.count, offset, lanes),
                     __shfl_down_sync(~0u, own.mean, offset, lanes),
                     __shfl_down_sync(~0u, own.squares, offset, lanes)};
    own = combine(own, other);
  }
  return own;
}

__device__ void read_sum(const MomentsInput& input, long pixel, int sample, int vector, int vectors,
                         float (&values)[VECTOR]) {
  int first = input.first / VECTOR;
  if (vector < first) {
    load(input.x, pixel * first + vector, values);
  } else {
    load(input.other, pixel * (vectors - first) + vector - first, values);
  }
  float more[VECTOR];
  if (input.residual != nullptr) {
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

__global__ void __launch_bounds__(1024) moments_kernel(MomentsInput input, Grouped shape, int block_pixels,
                               unsigned ticket, float* result, float* partial) {
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
    read_sum(input, pixel, sample, vector, vectors, values);
#pragma unroll
    for (int i = 0; i < VECTOR; i++) values[i] += offset[i];
    if (input.sum != nullptr) {
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
  int lane = threadIdx.x % 8;
  int groups_at_once = blockDim.x / 8;
  for (int base = 0; base < shape.groups; base += groups_at_once) {
    int group = base + threadIdx.x / 8;
    float sum = 0;
    float sum_of_squares = 0;
    if (group < shape.groups) {
      for (int i = lane; i < width * rows; i += 8) {
        const float* cell = sums + 2 * ((i / width) * shape.channels + group * width + i % width);
        sum += cell[0];
        sum_of_squares += cell[1];
      }
    }
    for (int step = 4; step > 0; step /= 2) {
      sum += __shfl_down_sync(~0u, sum, step, 8);
      sum_of_squares += __shfl_down_sync(~0u, sum_of_squares, step, 8);
    }
    if (lane == 0 && group < shape.groups) {
      float count = (float)width * (end - begin);
      float mean = sum / count;
      float* cell = partial + 2 * (((long)sample * shape.groups + group) * gridDim.x + blockIdx.x);
      cell[0] = mean;
      cell[1] = fmaxf(sum_of_squares - sum * mean, 0.0f);
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
    int group = base + threadIdx.x / 8;
    Moments own = {0, 0, 0};
    if (group < shape.groups) {
      const float* cells = partial + 2 * ((long)sample * shape.groups + group) * gridDim.x;
      for (int block = lane; block < gridDim.x; block += 8) {
        int count = min(block_pixels, shape.pixels - block * block_pixels) * width;
        own = combine(own, {(float)count, __ldcg(cells + 2 * block), __ldcg(cells + 2 * block + 1)});
      }
    }
    own = combine_lanes(own, 8);
    if (lane == 0 && group < shape.groups) {
      float* cell = result + 2 * ((long)sample * shape.groups + group);
      cell[0] = own.mean;
      cell[1] = own.squares / own.count;
    }
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

}  // namespace

int pixels_of_block(int pixels) {
  int size = 8;
  while (size < 128 && (long)size * size < pixels) size *= 2;
  return size;
}

long moments_size(const Grouped& shape) {
  int block_pixels = pixels_of_block(shape.pixels);
  long blocks = (shape.pixels + block_pixels - 1) / block_pixels;
  return 2L * shape.samples * shape.groups * (1 + blocks);
}

void moments(const MomentsInput& input, const Grouped& shape, float* result, cudaStream_t stream) {
  int block_pixels = pixels_of_block(shape.pixels);
  int blocks = (shape.pixels + block_pixels - 1) / block_pixels;
  int threads = threads_of_block(shape.channels);
  int rows = threads / (shape.channels / VECTOR);
  // Groups are reduced by eight threads each, warp by warp.
  threads = (threads + 31) / 32 * 32;
  size_t shared = sizeof(float) * 2 * shape.channels * (rows + 1);
  float* partial = result + 2L * shape.samples * shape.groups;
  moments_kernel<<<dim3(blocks, shape.samples), threads, shared, stream>>>(
      input, shape, block_pixels, take_tickets(shape.samples), result, partial);
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
