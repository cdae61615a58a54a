// What Hopper adds: barriers in shared memory, the copy engine for tiles of tensors, and products
// of whole warpgroups that run beside the threads.
#pragma once

#include <cuda.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

#include <cstdint>

namespace imprimatur::kernels {

// A row of a tile: 64 numbers in 128 bytes, swizzled by the copy engine so that neither it nor the
// tensor cores meet bank conflicts. Eight rows form the pattern.
constexpr int ROW_BYTES = 128;
constexpr int ROW_NUMBERS = 64;
constexpr int PATTERN_BYTES = 8 * ROW_BYTES;

// Whether the current device is of that generation.
inline bool is_hopper() {
  int device = 0;
  int major = 0;
  cudaGetDevice(&device);
  cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, device);
  return major == 9;
}

__device__ inline uint32_t shared_address(const void* pointer) {
  return static_cast<uint32_t>(__cvta_generic_to_shared(pointer));
}

__device__ inline void barrier_init(uint64_t* barrier, int arrivals) {
  asm volatile("mbarrier.init.shared::cta.b64 [%0], %1;" ::"r"(shared_address(barrier)),
               "r"(arrivals));
}

__device__ inline void barrier_init_fence() {
  asm volatile("fence.mbarrier_init.release.cluster;" ::: "memory");
}

__device__ inline void barrier_arrive(uint64_t* barrier) {
  asm volatile("mbarrier.arrive.shared::cta.b64 _, [%0];" ::"r"(shared_address(barrier))
               : "memory");
}

// Arrives at the barrier in the same place of another block of the cluster, or of this one. It
// tells that memory was read, so there are no writes that a fence would have to publish.
__device__ inline void barrier_arrive_at(uint64_t* barrier, int rank) {
  asm volatile(
      "{\n.reg .b32 remote;\n"
      "mapa.shared::cluster.u32 remote, %0, %1;\n"
      "mbarrier.arrive.shared::cluster.b64 _, [remote];\n}\n" ::"r"(
          shared_address(barrier)),
      "r"(rank)
      : "memory");
}

// Arrives, and makes the barrier wait for that many bytes of the copy engine.
__device__ inline void barrier_expect(uint64_t* barrier, int bytes) {
  asm volatile(
      "mbarrier.arrive.expect_tx.shared::cta.b64 _, [%0], %1;" ::"r"(shared_address(barrier)),
      "r"(bytes)
      : "memory");
}

__device__ inline void barrier_wait(uint64_t* barrier, int parity) {
  asm volatile(
      "{\n.reg .pred done;\n"
      "wait:\n"
      "mbarrier.try_wait.parity.shared::cta.b64 done, [%0], %1;\n"
      "@done bra.uni finished;\n"
      "bra.uni wait;\n"
      "finished:\n}\n" ::"r"(shared_address(barrier)),
      "r"(parity)
      : "memory");
}

// Where in a ring of stages: the parity turns with every round.
struct Ring {
  int stage = 0;
  int parity = 0;

  __device__ void advance(int stages) {
    if (++stage == stages) {
      stage = 0;
      parity ^= 1;
    }
  }
};

__device__ inline void copy_tile(void* target, const CUtensorMap* map, uint64_t* barrier, int c0,
                                 int c1, int c2, int c3) {
  asm volatile(
      "cp.async.bulk.tensor.4d.shared::cluster.global.tile.mbarrier::complete_tx::bytes "
      "[%0], [%1, {%3, %4, %5, %6}], [%2];" ::"r"(shared_address(target)),
      "l"(map), "r"(shared_address(barrier)), "r"(c0), "r"(c1), "r"(c2), "r"(c3)
      : "memory");
}

// To the same place in all blocks of the cluster that the mask names, whose barriers are told.
__device__ inline void copy_tile_to_cluster(void* target, const CUtensorMap* map, uint64_t* barrier,
                                            int c0, int c1, int c2, int c3, uint16_t mask) {
  asm volatile(
      "cp.async.bulk.tensor.4d.shared::cluster.global.tile.mbarrier::complete_tx::bytes"
      ".multicast::cluster [%0], [%1, {%3, %4, %5, %6}], [%2], %7;" ::"r"(shared_address(target)),
      "l"(map), "r"(shared_address(barrier)), "r"(c0), "r"(c1), "r"(c2), "r"(c3), "h"(mask)
      : "memory");
}

// From shared to global memory; what lies outside the tensor is left out.
__device__ inline void store_tile(const CUtensorMap* map, const void* source, int c0, int c1,
                                  int c2, int c3) {
  asm volatile(
      "cp.async.bulk.tensor.4d.global.shared::cta.tile.bulk_group [%0, {%2, %3, %4, %5}], [%1];" ::
          "l"(map),
      "r"(shared_address(source)), "r"(c0), "r"(c1), "r"(c2), "r"(c3)
      : "memory");
}

__device__ inline void stores_commit() { asm volatile("cp.async.bulk.commit_group;" ::: "memory"); }

// Until the thread's stores have read shared memory.
__device__ inline void stores_wait_read() {
  asm volatile("cp.async.bulk.wait_group.read 0;" ::: "memory");
}

__device__ inline void stores_wait() { asm volatile("cp.async.bulk.wait_group 0;" ::: "memory"); }

// Makes what this thread wrote to shared memory visible to the copy engine.
__device__ inline void stores_fence() {
  asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
}

// Four 8x8 matrices to shared memory: thread t holds two numbers of each, and gives the address of
// row t % 8 of matrix t / 8.
__device__ inline void store_matrices(void* row, const uint32_t (&packed)[4]) {
  asm volatile("stmatrix.sync.aligned.m8n8.x4.shared.b16 [%0], {%1, %2, %3, %4};" ::"r"(
                   shared_address(row)),
               "r"(packed[0]), "r"(packed[1]), "r"(packed[2]), "r"(packed[3])
               : "memory");
}

__device__ inline void warpgroup_sync(int barrier) {
  asm volatile("bar.sync %0, 128;" ::"r"(barrier) : "memory");
}

__device__ inline void cluster_sync() {
  asm volatile(
      "barrier.cluster.arrive.aligned;\n"
      "barrier.cluster.wait.aligned;\n" ::
          : "memory");
}

// Named barriers of two warpgroups: one waits, the other goes on.
__device__ inline void turn_wait(int barrier) {
  asm volatile("bar.sync %0, 256;" ::"r"(barrier) : "memory");
}

__device__ inline void turn_pass(int barrier) {
  asm volatile("bar.arrive %0, 256;" ::"r"(barrier) : "memory");
}

template <int REGISTERS>
__device__ inline void give_registers() {
  asm volatile("setmaxnreg.dec.sync.aligned.u32 %0;" ::"n"(REGISTERS));
}

template <int REGISTERS>
__device__ inline void take_registers() {
  asm volatile("setmaxnreg.inc.sync.aligned.u32 %0;" ::"n"(REGISTERS));
}

// Describes a tile for the tensor cores.
__device__ inline uint64_t describe(const void* tile) {
  constexpr uint64_t SWIZZLE_128 = 1ull << 62;
  uint64_t address = (shared_address(tile) & 0x3ffff) >> 4;
  return address | 1ull << 16 | (uint64_t)(PATTERN_BYTES >> 4) << 32 | SWIZZLE_128;
}

__device__ inline void products_begin() { asm volatile("wgmma.fence.sync.aligned;" ::: "memory"); }

__device__ inline void products_commit() {
  asm volatile("wgmma.commit_group.sync.aligned;" ::: "memory");
}

// Waits until at most PENDING committed groups are unfinished.
template <int PENDING>
__device__ inline void products_wait() {
  asm volatile("wgmma.wait_group.sync.aligned %0;" ::"n"(PENDING) : "memory");
}

// Keeps the compiler from moving uses of sums across a wait.
template <int N>
__device__ inline void pin(float (&sums)[N]) {
#pragma unroll
  for (int i = 0; i < N; i++) asm volatile("" : "+f"(sums[i])::"memory");
}

template <int N>
__device__ inline void pin(uint32_t (&factors)[N]) {
#pragma unroll
  for (int i = 0; i < N; i++) asm volatile("" : "+r"(factors[i])::"memory");
}

}  // namespace imprimatur::kernels
