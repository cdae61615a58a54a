// A product whose result is gated at once, so that what the gate takes, twice as wide as what it
// gives, never goes through memory. A block has 128 rows of the result and 128 columns, for which it
// multiplies with 128 rows of weights for the values and 128 for the gates.
// Two blocks of a cluster have the same columns: each brings half of the weights to both.
#include <algorithm>

#include "geglu_product.h"
#include "hopper.cuh"
#include "tensor_map.h"
#include "vectors.cuh"
#include "wgmma.cuh"

namespace imprimatur::kernels {
namespace {

constexpr int ROWS = 128;
constexpr int COLUMNS = 128;
constexpr int CLUSTER = 2;
constexpr int STAGES = 4;
constexpr int CONSUMERS = 2;
constexpr int CONSUMER_ROWS = ROWS / CONSUMERS;

constexpr int WARPGROUP = 128;
constexpr int THREADS = (CONSUMERS + 1) * WARPGROUP;
constexpr int X_BYTES = ROWS * ROW_BYTES;
constexpr int WEIGHT_BYTES = COLUMNS * ROW_BYTES;
constexpr int STAGE_BYTES = X_BYTES + 2 * WEIGHT_BYTES;
constexpr int RESULT_BYTES = CONSUMER_ROWS * ROW_BYTES;  // of a warpgroup's 64 columns
constexpr int SHARED_BYTES =
    STAGES * STAGE_BYTES + 2 * CONSUMERS * RESULT_BYTES + PATTERN_BYTES;  // and room to align

struct Barriers {
  uint64_t full[STAGES];
  uint64_t empty[STAGES];
};

struct Parameters {
  CUtensorMap x;
  CUtensorMap weight;
  CUtensorMap result;
  const __half* bias;
  int width;
  int inner;
  int tiles_across;
  int tiles;
};

// Clusters take tiles in turn, all columns of the same rows after each other.
struct Tile {
  int row;
  int column;

  __device__ Tile(const Parameters& parameters, int tile, int rank)
      : row((tile / parameters.tiles_across * CLUSTER + rank) * ROWS),
        column(tile % parameters.tiles_across * COLUMNS) {}
};

__device__ inline int first_tile() { return blockIdx.x / CLUSTER; }

__device__ inline int tile_step() { return gridDim.x / CLUSTER; }

__device__ void produce(const Parameters& parameters, unsigned char* stages, Barriers& barriers,
                        int rank) {
  Ring ring;
  for (int at = first_tile(); at < parameters.tiles; at += tile_step()) {
    Tile tile(parameters, at, rank);
    for (int k = 0; k < parameters.inner; k += ROW_NUMBERS) {
      unsigned char* x = stages + ring.stage * STAGE_BYTES;
      uint64_t* full = &barriers.full[ring.stage];
      barrier_wait(&barriers.empty[ring.stage], ring.parity ^ 1);
      barrier_expect(full, STAGE_BYTES);
      copy_tile(x, &parameters.x, full, k, tile.row, 0, 0);
      // The first block brings the values' weights to both, the second the gates'.
      copy_tile_to_cluster(x + X_BYTES + rank * WEIGHT_BYTES, &parameters.weight, full, k,
                           tile.column + rank * parameters.width, 0, 0, (1 << CLUSTER) - 1);
      ring.advance(STAGES);
    }
  }
}

__device__ inline float reciprocal(float x) {
  float y;
  asm("rcp.approx.ftz.f32 %0, %1;" : "=f"(y) : "f"(x));
  return y;
}

// The value times the GELU of the gate: g - g q, or |g| q less than nothing for negative gates,
// where q is half the complement of the error function of |g| / sqrt(2), by Abramowitz and Stegun,
// formula 7.1.26, whose error is below 1.5e-7.
__device__ inline float gated(float value, float gate) {
  float size = fabsf(gate);
  float t = reciprocal(fmaf(0.23164189f, size, 1.f));
  float q = fmaf(0.5307027145f, t, -0.7265760135f);
  q = fmaf(q, t, 0.7107068705f);
  q = fmaf(q, t, -0.142248368f);
  q = fmaf(q, t, 0.127414796f);
  q = q * t * exp2_of(-0.72134752f * gate * gate);
  return value * fmaf(-size, q, fmaxf(gate, 0.f));
}

__device__ void consume(const Parameters& parameters, const unsigned char* stages,
                        unsigned char* results, Barriers& barriers, int consumer, int rank) {
  int thread = threadIdx.x % WARPGROUP;
  int lane = thread % 32;
  int warp = thread / 32;
  float sums[COLUMNS];
  unsigned char* own_result = results + consumer * 2 * RESULT_BYTES;
  Ring ring;
  for (int at = first_tile(); at < parameters.tiles; at += tile_step()) {
    Tile tile(parameters, at, rank);
    int before = 0;
    for (int k = 0; k < parameters.inner; k += ROW_NUMBERS) {
      const unsigned char* x = stages + ring.stage * STAGE_BYTES;
      barrier_wait(&barriers.full[ring.stage], ring.parity);
      uint64_t rows = describe(x + consumer * CONSUMER_ROWS * ROW_BYTES);
      uint64_t columns = describe(x + X_BYTES);
      products_begin();
#pragma unroll
      for (int i = 0; i < ROW_NUMBERS / 16; i++) {
        multiply(sums, rows + 2 * i, columns + 2 * i, k > 0 || i > 0);
      }
      products_commit();
      if (k > 0) {
        products_wait<1>();
        if (thread < CLUSTER) barrier_arrive_at(&barriers.empty[before], thread);
      }
      before = ring.stage;
      ring.advance(STAGES);
    }
    products_wait<0>();
    pin(sums);
    if (thread < CLUSTER) barrier_arrive_at(&barriers.empty[before], thread);
    // The result before must have left shared memory.
    if (thread == 0) stores_wait_read();
    warpgroup_sync(1 + consumer);
    auto bias = reinterpret_cast<const __half2*>(parameters.bias + tile.column) + lane % 4;
#pragma unroll
    for (int i = 0; i < COLUMNS / 16; i++) {
      uint32_t packed[4];
#pragma unroll
      for (int j = 0; j < 2; j++) {
        int eight = 2 * i + j;
        float2 value = __half22float2(bias[4 * eight]);
        float2 gate = __half22float2(bias[4 * eight + parameters.width / 2]);
        const float* values = sums + 4 * eight;
        const float* gates = values + COLUMNS / 2;
#pragma unroll
        for (int half = 0; half < 2; half++) {
          packed[2 * j + half] =
              pack(gated(values[2 * half] + value.x, gates[2 * half] + gate.x),
                   gated(values[2 * half + 1] + value.y, gates[2 * half + 1] + gate.y));
        }
      }
      int row = warp * 16 + lane % 16;
      int chunk = 2 * i + lane / 16;
      store_matrices(own_result + chunk / 8 * RESULT_BYTES + row * ROW_BYTES +
                         ((chunk % 8) ^ (row % 8)) * 16,
                     packed);
    }
    stores_fence();
    warpgroup_sync(1 + consumer);
    if (thread == 0) {
      for (int i = 0; i < 2; i++) {
        store_tile(&parameters.result, own_result + i * RESULT_BYTES, tile.column + i * ROW_NUMBERS,
                   tile.row + consumer * CONSUMER_ROWS, 0, 0);
      }
      stores_commit();
    }
  }
  if (thread == 0) stores_wait();
}

__global__ void __cluster_dims__(CLUSTER, 1, 1) __launch_bounds__(THREADS, 1)
    geglu_product_kernel(const __grid_constant__ Parameters parameters) {
  extern __shared__ unsigned char memory[];
  __shared__ Barriers barriers;
  unsigned char* stages =
      memory + (PATTERN_BYTES - shared_address(memory) % PATTERN_BYTES) % PATTERN_BYTES;
  unsigned char* results = stages + STAGES * STAGE_BYTES;
  int rank = blockIdx.x % CLUSTER;
  if (threadIdx.x == 0) {
    for (int i = 0; i < STAGES; i++) {
      barrier_init(&barriers.full[i], 1);
      barrier_init(&barriers.empty[i], CONSUMERS * CLUSTER);
    }
    barrier_init_fence();
  }
  cluster_sync();
  int warpgroup = threadIdx.x / WARPGROUP;
  if (warpgroup == CONSUMERS) {
    give_registers<24>();
    if (threadIdx.x == CONSUMERS * WARPGROUP) produce(parameters, stages, barriers, rank);
    __syncwarp();
  } else {
    take_registers<240>();
    consume(parameters, stages, results, barriers, warpgroup, rank);
  }
  // Nobody leaves while the other may still write to its memory.
  cluster_sync();
}

CUtensorMap matrix(const __half* data, long rows, int width, uint32_t box_rows) {
  uint64_t all = (uint64_t)rows * width;
  return tensor_map(data, {(uint64_t)width, (uint64_t)rows, 1, 1}, {(uint64_t)width, all, all},
                    {ROW_NUMBERS, box_rows, 1, 1});
}

}  // namespace

bool geglu_product_suits(int inner, int width) {
  return is_hopper() && inner % ROW_NUMBERS == 0 && width % COLUMNS == 0;
}

void geglu_product(const __half* x, const __half* weight, const __half* bias, long rows, int inner,
                   int width, __half* result, cudaStream_t stream) {
  int device = 0;
  int processors = 0;
  cudaGetDevice(&device);
  cudaDeviceGetAttribute(&processors, cudaDevAttrMultiProcessorCount, device);
  int tiles_across = width / COLUMNS;
  int tiles = (int)((rows + CLUSTER * ROWS - 1) / (CLUSTER * ROWS)) * tiles_across;
  Parameters parameters = {.x = matrix(x, rows, inner, ROWS),
                           .weight = matrix(weight, 2L * width, inner, COLUMNS),
                           .result = matrix(result, rows, width, CONSUMER_ROWS),
                           .bias = bias,
                           .width = width,
                           .inner = inner,
                           .tiles_across = tiles_across,
                           .tiles = tiles};
  cudaFuncSetAttribute(geglu_product_kernel, cudaFuncAttributeMaxDynamicSharedMemorySize,
                       SHARED_BYTES);
  int clusters = std::min(processors / CLUSTER, tiles);
  geglu_product_kernel<<<clusters * CLUSTER, THREADS, SHARED_BYTES, stream>>>(parameters);
}

}  // namespace imprimatur::kernels
