// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/m3po/engine/load_options.h"

#include "core/engine/model/device.h"

namespace m3po::app {

void ModelLoading::add_to(CLI::App &command, bool with_template)
{
    command.add_option("--device", device, "cpu, cuda or auto")->capture_default_str();
    command.add_option("--dtype", dtype, "float32, bfloat16, nf4 (base weights in four bits) or auto (float32 on a CPU, bfloat16 on CUDA)")->capture_default_str();
    command.add_flag("--no-exif", no_exif, "do not turn images by their EXIF orientation");
    if (with_template)
        command.add_option("--template", chat_template, "chat template: a name or a file; else the model folder's own");
}

engine::LoadOptions ModelLoading::load_options() const
{
    engine::LoadOptions load;
    load.device = *engine::choose_device(device);
    load.dtype = *engine::choose_dtype(dtype != "auto" ? dtype : load.device.is_cpu() ? "float32" : "bfloat16", load.device);
    load.quantization = engine::quantization_named(dtype);
    load.chat_template = chat_template;
    return load;
}

} // namespace m3po::app
