// The kernels as PyTorch operators, for the fused form of the UNet.
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <torch/library.h>

#include "attention.h"
#include "geglu_product.h"
#include "kernels.h"

namespace imprimatur {
namespace {

using at::Tensor;
using OptionalTensor = std::optional<Tensor>;

const __half* read(const Tensor& tensor) {
  TORCH_CHECK(tensor.is_cuda() && tensor.scalar_type() == at::kHalf, "expected float16 on a GPU");
  TORCH_CHECK(tensor.is_contiguous(), "expected a contiguous tensor");
  return reinterpret_cast<const __half*>(tensor.const_data_ptr());
}

const __half* read(const OptionalTensor& tensor) {
  return tensor.has_value() ? read(*tensor) : nullptr;
}

__half* write(const Tensor& tensor) { return reinterpret_cast<__half*>(tensor.mutable_data_ptr()); }

// Rows of a wider matrix.
const __half* read_rows(const OptionalTensor& tensor, int64_t samples, int64_t width) {
  if (!tensor.has_value()) {
    return nullptr;
  }
  TORCH_CHECK(tensor->is_cuda() && tensor->scalar_type() == at::kHalf && tensor->dim() == 2 &&
                  tensor->size(0) == samples && tensor->size(1) == width &&
                  tensor->stride(1) == 1 && tensor->stride(0) % 8 == 0 &&
                  tensor->storage_offset() % 8 == 0,
              "expected a shift for every sample and channel");
  return reinterpret_cast<const __half*>(tensor->const_data_ptr());
}

int stride(const OptionalTensor& tensor) {
  return tensor.has_value() ? static_cast<int>(tensor->stride(0)) : 0;
}

// Of a tensor [samples, height, width, channels].
kernels::Grouped grouped(const Tensor& x, int64_t channels, int64_t groups) {
  TORCH_CHECK(x.dim() == 4, "expected [samples, height, width, channels]");
  TORCH_CHECK(
      channels % 8 == 0 && channels <= 4096 && groups > 0 && groups <= 64 && channels % groups == 0,
      "channels must be a multiple of 8 and of their groups");
  return {static_cast<int>(x.size(0)), static_cast<int>(x.size(1) * x.size(2)),
          static_cast<int>(channels), static_cast<int>(groups)};
}

cudaStream_t stream() { return c10::cuda::getCurrentCUDAStream(); }

Tensor take_moments(const kernels::MomentsInput& input, const kernels::Grouped& shape,
                    const Tensor& like) {
  Tensor result = at::empty({kernels::moments_size(shape)}, like.options().dtype(at::kFloat));
  kernels::moments(input, shape, result.mutable_data_ptr<float>(), stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return result;
}

Tensor group_moments(const Tensor& x, const OptionalTensor& shift, int64_t groups) {
  c10::cuda::CUDAGuard guard(x.device());
  kernels::Grouped shape = grouped(x, x.size(3), groups);
  return take_moments({.x = read(x),
                       .shift = read_rows(shift, shape.samples, shape.channels),
                       .first = shape.channels,
                       .shift_stride = stride(shift)},
                      shape, x);
}

std::tuple<Tensor, Tensor> add_moments(const Tensor& x, const OptionalTensor& bias,
                                       const OptionalTensor& residual, int64_t groups) {
  c10::cuda::CUDAGuard guard(x.device());
  kernels::Grouped shape = grouped(x, x.size(3), groups);
  TORCH_CHECK(!residual.has_value() || x.sizes() == residual->sizes(),
              "expected a residual of the same shape");
  Tensor sum = at::empty_like(x);
  Tensor result = take_moments({.x = read(x),
                                .bias = read(bias),
                                .residual = read(residual),
                                .sum = write(sum),
                                .first = shape.channels},
                               shape, x);
  return {sum, result};
}

std::tuple<Tensor, Tensor> cat_moments(const Tensor& x, const Tensor& other, int64_t groups) {
  c10::cuda::CUDAGuard guard(x.device());
  int64_t channels = x.size(3) + other.size(3);
  kernels::Grouped shape = grouped(x, channels, groups);
  TORCH_CHECK(x.size(3) % 8 == 0 && other.dim() == 4 && x.size(0) == other.size(0) &&
                  x.size(1) == other.size(1) && x.size(2) == other.size(2),
              "expected tensors of the same height and width");
  Tensor both = at::empty({x.size(0), x.size(1), x.size(2), channels}, x.options());
  Tensor result = take_moments({.x = read(x),
                                .other = read(other),
                                .sum = write(both),
                                .first = static_cast<int>(x.size(3))},
                               shape, x);
  return {both, result};
}

Tensor group_norm(const Tensor& x, const Tensor& moments, const Tensor& weight, const Tensor& bias,
                  const OptionalTensor& shift, int64_t groups, double epsilon, bool silu) {
  c10::cuda::CUDAGuard guard(x.device());
  kernels::Grouped shape = grouped(x, x.size(3), groups);
  TORCH_CHECK(moments.numel() == kernels::moments_size(shape), "moments of another tensor");
  Tensor result = at::empty_like(x);
  kernels::group_norm({.x = read(x),
                       .moments = moments.const_data_ptr<float>(),
                       .weight = read(weight),
                       .bias = read(bias),
                       .shift = read_rows(shift, shape.samples, shape.channels),
                       .shift_stride = stride(shift),
                       .epsilon = static_cast<float>(epsilon),
                       .silu = silu},
                      shape, write(result), stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return result;
}

Tensor normalise(const Tensor& x, const OptionalTensor& offset, double epsilon) {
  c10::cuda::CUDAGuard guard(x.device());
  int64_t width = x.size(-1);
  TORCH_CHECK(width % 8 == 0 && width <= 1280, "rows must have a multiple of 8 and at most 1280");
  Tensor result = at::empty_like(x);
  kernels::normalise(read(x), read(offset), static_cast<float>(epsilon), x.numel() / width,
                     static_cast<int>(width), write(result), stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return result;
}

Tensor geglu(const Tensor& x) {
  c10::cuda::CUDAGuard guard(x.device());
  int64_t width = x.size(-1) / 2;
  TORCH_CHECK(x.size(-1) % 16 == 0, "rows must have a multiple of 16");
  auto sizes = x.sizes().vec();
  sizes.back() = width;
  Tensor result = at::empty(sizes, x.options());
  kernels::geglu(read(x), x.numel() / (2 * width), static_cast<int>(width), write(result),
                 stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return result;
}

// geglu(x weight^T + bias), x [..., inner].
Tensor geglu_product(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  c10::cuda::CUDAGuard guard(x.device());
  int inner = static_cast<int>(x.size(-1));
  int width = static_cast<int>(weight.size(0) / 2);
  if (!kernels::geglu_product_suits(inner, width)) {
    return geglu(at::linear(x, weight, bias));
  }
  auto sizes = x.sizes().vec();
  sizes.back() = width;
  Tensor result = at::empty(sizes, x.options());
  kernels::geglu_product(read(x), read(weight), read(bias), x.numel() / inner, inner, width,
                         write(result), stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return result;
}

Tensor upsample(const Tensor& x, int64_t height, int64_t width) {
  c10::cuda::CUDAGuard guard(x.device());
  TORCH_CHECK(x.dim() == 4 && x.size(3) % 8 == 0, "channels must be a multiple of 8");
  Tensor result = at::empty({x.size(0), height, width, x.size(3)}, x.options());
  kernels::upsample(read(x), x.size(0), x.size(1), x.size(2), x.size(3), height, width,
                    write(result), stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return result;
}

// Of a convolution that gave the four places of each upsampled pixel: [n, h + 1, w + 1, 4 channels]
// to [n, 2 h, 2 w, channels].
Tensor interleave(const Tensor& x, const Tensor& bias) {
  c10::cuda::CUDAGuard guard(x.device());
  TORCH_CHECK(x.dim() == 4 && x.size(3) % 32 == 0, "channels must be a multiple of 32");
  int64_t height = x.size(1) - 1, width = x.size(2) - 1, channels = x.size(3) / 4;
  Tensor result = at::empty({x.size(0), 2 * height, 2 * width, channels}, x.options());
  kernels::interleave(read(x), read(bias), x.size(0), height, width, channels, write(result),
                      stream());
  C10_CUDA_KERNEL_LAUNCH_CHECK();
  return result;
}

kernels::Heads heads_of(const Tensor& x) {
  TORCH_CHECK(x.is_cuda() && x.scalar_type() == at::kHalf && x.dim() == 3 && x.stride(2) == 1,
              "expected float16 heads [samples, rows, channels] on a GPU");
  return {reinterpret_cast<const __half*>(x.const_data_ptr()), static_cast<int>(x.size(1)),
          x.stride(1), x.stride(0)};
}

// Heads lie beside each other in a row: q [n, queries, heads * size], k and v likewise, each
// perhaps a slice of a wider row. Nothing is transposed in memory.
Tensor attention(const Tensor& q, const Tensor& k, const Tensor& v, int64_t heads) {
  c10::cuda::CUDAGuard guard(q.device());
  int64_t size = q.size(2) / heads;
  if (kernels::attention_suits(static_cast<int>(size), static_cast<int>(k.size(1)))) {
    Tensor result = at::empty(q.sizes(), q.options());
    kernels::attention(heads_of(q), heads_of(k), heads_of(v),
                       {static_cast<int>(q.size(0)), static_cast<int>(heads)}, write(result),
                       stream());
    C10_CUDA_KERNEL_LAUNCH_CHECK();
    return result;
  }
  auto split = [heads, size](const Tensor& x) {
    return x.unflatten(2, {heads, size}).transpose(1, 2);
  };
  return at::scaled_dot_product_attention(split(q), split(k), split(v)).transpose(1, 2).flatten(2);
}

TORCH_LIBRARY(imprimatur, library) {
  library.def("group_moments", group_moments);
  library.def("add_moments", add_moments);
  library.def("cat_moments", cat_moments);
  library.def("group_norm", group_norm);
  library.def("normalise", normalise);
  library.def("geglu_product", geglu_product);
  library.def("upsample", upsample);
  library.def("interleave", interleave);
  library.def("attention", attention);
}

}  // namespace
}  // namespace imprimatur
