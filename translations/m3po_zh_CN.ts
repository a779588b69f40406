<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ActionTips</name>
    <message>
        <source>%1 (%2)</source>
        <comment>what it does, its keys</comment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Export “%1” as CSV…</source>
        <translation>将“%1”导出为 CSV…</translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where the model runs</source>
        <translation>模型在哪里运行</translation>
    </message>
    <message>
        <source>Generate candidates</source>
        <translation>生成候选回答</translation>
    </message>
    <message numerus="yes">
        <source>The model answers each of %Ln samples several times. What is there already is not made again.</source>
        <translation>
            <numerusform>模型会为 %Ln 个样本各回答多次。已有的不会重新生成。</numerusform>
        </translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Folder of a LLaVA-type model in Hugging Face&apos;s layout</source>
        <translation>LLaVA 类模型的文件夹，采用 Hugging Face 的目录布局</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Folder of a LoRA adapter to put on it</source>
        <translation>要加载到模型上的 LoRA 适配器文件夹</translation>
    </message>
    <message>
        <source>Candidates a sample</source>
        <translation>每个样本的候选数</translation>
    </message>
    <message>
        <source>The paper takes 32</source>
        <translation>论文取 32</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Divides the logits</source>
        <translation>对 logits 的除数</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>The likeliest tokens that reach this sum; 1 is off</source>
        <translation>概率最高、累计达到此值的词元；1 表示关闭</translation>
    </message>
    <message>
        <source>Longest answer, tokens</source>
        <translation>最长回答（词元数）</translation>
    </message>
    <message>
        <source>An answer that is longer is cut</source>
        <translation>超过此长度的回答会被截断</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Of the random numbers</source>
        <translation>随机数的种子</translation>
    </message>
    <message>
        <source>Continuations at once</source>
        <translation>同时续写数</translation>
    </message>
    <message>
        <source>Changes speed and memory only</source>
        <translation>只影响速度和内存</translation>
    </message>
    <message>
        <source>Score candidates</source>
        <translation>为候选回答评分</translation>
    </message>
    <message>
        <source>Evaluators that are not the model in tuning give each candidate its components of the MAS. A CLIP model measures visual relevance; a judge measures semantic accuracy and instruction adherence. One of them is enough.</source>
        <translation>评分器不是正在调优的模型，它们为每个候选回答给出 MAS 的各个分量。CLIP 模型衡量视觉相关性；评判模型衡量语义准确性和指令遵循度。有其中一个即可。</translation>
    </message>
    <message>
        <source>CLIP model</source>
        <translation>CLIP 模型</translation>
    </message>
    <message>
        <source>Folder of a CLIP model, for visual relevance</source>
        <translation>CLIP 模型的文件夹，用于视觉相关性</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>评判模型</translation>
    </message>
    <message>
        <source>Folder of a vision-language model that is asked about each answer</source>
        <translation>一个视觉语言模型的文件夹，会就每个回答向它提问</translation>
    </message>
    <message>
        <source>From cosine to score</source>
        <translation>余弦到分数的映射</translation>
    </message>
    <message>
        <source>linear is (1 + cos) / 2, clipscore is w max(0, cos), at most 1</source>
        <translation>linear 为 (1 + cos) / 2，clipscore 为 w max(0, cos)，最大为 1</translation>
    </message>
    <message>
        <source>Export pairs</source>
        <translation>导出偏好对</translation>
    </message>
    <message>
        <source>Writes a preference set, as it was frozen, in a form that other trainers read. Without a frozen set, freeze a selection first.</source>
        <translation>将已冻结的偏好数据集写成其他训练工具可读的形式。若尚无冻结的数据集，请先冻结一个选择。</translation>
    </message>
    <message>
        <source>Preference set</source>
        <translation>偏好数据集</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>要写出的内容</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>trl: JSON lines for TRL; llama-factory: ShareGPT pairs with dataset_info.json</source>
        <translation>trl：供 TRL 使用的 JSON 行；llama-factory：ShareGPT 偏好对，附 dataset_info.json</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>The folder to write to</source>
        <translation>写入的文件夹</translation>
    </message>
    <message>
        <source>Import a data set</source>
        <translation>导入数据集</translation>
    </message>
    <message>
        <source>Adds samples, or a preference set. Rows that are there already stay as they are.</source>
        <translation>添加样本或偏好数据集。已有的行保持不变。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>LLaVA-Instruct or ShareGPT4V JSON, LLaVA questions, TRL or LLaMA-Factory pairs</source>
        <translation>LLaVA-Instruct 或 ShareGPT4V 的 JSON、LLaVA 问题、TRL 或 LLaMA-Factory 偏好对</translation>
    </message>
    <message>
        <source>Data sets (*.json *.jsonl)</source>
        <translation>数据集 (*.json *.jsonl)</translation>
    </message>
    <message>
        <source>Images inside</source>
        <translation>图像所在</translation>
    </message>
    <message>
        <source>What image names are relative to; else the project&apos;s folder of images</source>
        <translation>图像名相对的文件夹；否则为项目的图像文件夹</translation>
    </message>
</context>
<context>
    <name>TrainingFields</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The run&apos;s name in the project.</source>
        <translation>此次运行在项目中的名称。</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>The saved selection whose pairs are trained on. It is frozen first, so that what was trained on stays known.</source>
        <translation>用其中的偏好对进行训练的已保存选择。会先将其冻结，以便日后仍知道训练用的是什么。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The folder of the vision-language model that is tuned: the one that gave the candidates.</source>
        <translation>被调优的视觉语言模型的文件夹：即生成候选回答的那个模型。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>The folder of the run: adapter, checkpoints, metrics.</source>
        <translation>此次运行的文件夹：适配器、检查点、指标。</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>训练目标</translation>
    </message>
    <message>
        <source>dpo: prefer R_w to R_l. sft: learn R_w alone.</source>
        <translation>dpo：偏好 R_w 胜过 R_l。sft：只学习 R_w。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>sigmoid is DPO&apos;s. Several are a sum with weights: sigmoid:1,sft:0.1. For objective dpo.</source>
        <translation>sigmoid 是 DPO 的损失。可用权重将多个损失相加：sigmoid:1,sft:0.1。用于训练目标 dpo。</translation>
    </message>
    <message>
        <source>β</source>
        <translation>β</translation>
    </message>
    <message>
        <source>Beta of DPO: how strongly the model is held to its reference. Larger: closer to it.</source>
        <translation>DPO 的 β：模型被约束在参考模型附近的强度。越大越接近。</translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation>LoRA 秩</translation>
    </message>
    <message>
        <source>The inner width of a new adapter.</source>
        <translation>新适配器的内部宽度。</translation>
    </message>
    <message>
        <source>LoRA alpha</source>
        <translation>LoRA alpha</translation>
    </message>
    <message>
        <source>The adapter&apos;s output is scaled by alpha / rank.</source>
        <translation>适配器的输出按 alpha / 秩 缩放。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Pairs an optimizer step.</source>
        <translation>每个优化器步的偏好对数。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>At the end of the warm-up.</source>
        <translation>预热结束时的值。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Passes over the pairs.</source>
        <translation>遍历偏好对的次数。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Optimizer steps, instead of epochs. Empty: by epochs.</source>
        <translation>优化器步数，代替轮数。留空：按轮数。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Share of the steps in which the learning rate rises, rounded up. From 1 on: steps.</source>
        <translation>学习率上升阶段占总步数的比例，向上取整。从 1 起表示步数。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>How the learning rate falls after the warm-up.</source>
        <translation>预热之后学习率如何下降。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Of AdamW.</source>
        <translation>AdamW 的权重衰减。</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Gradients are clipped to it. 0: not.</source>
        <translation>梯度裁剪到此值。0：不裁剪。</translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation>LoRA dropout</translation>
    </message>
    <message>
        <source>Share of the adapter&apos;s inputs that is dropped, below 1.</source>
        <translation>适配器输入被丢弃的比例，小于 1。</translation>
    </message>
    <message>
        <source>Target modules</source>
        <translation>目标模块</translation>
    </message>
    <message>
        <source>Names (q_proj,v_proj) or one regular expression over full names. Empty: every projection of the language model.</source>
        <translation>名称（q_proj,v_proj），或匹配全名的一个正则表达式。留空：语言模型的所有投影层。</translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation>微批</translation>
    </message>
    <message>
        <source>Metrics, and the memory of sft, go by so many pairs. Empty: the whole batch.</source>
        <translation>指标以及 sft 的内存占用按这么多偏好对计。留空：整个批。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>The share of pairs that are taken to be the wrong way round, for the loss robust; below 0.5.</source>
        <translation>被视为顺序颠倒的偏好对的比例，用于 robust 损失；小于 0.5。</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>起始适配器</translation>
    </message>
    <message>
        <source>The folder of an adapter to start from. Empty: a new one.</source>
        <translation>作为起点的适配器文件夹。留空：新建一个。</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考模型</translation>
    </message>
    <message>
        <source>base: the model without its adapter. initial: with the adapter to start from, as it is.</source>
        <translation>base：不带适配器的模型。initial：带起始适配器的模型，保持原样。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Of the adapter, the order of the pairs, and dropout.</source>
        <translation>用于适配器、偏好对的顺序和 dropout。</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>Steps between checkpoints. Empty: by time alone.</source>
        <translation>检查点之间的步数。留空：只按时间。</translation>
    </message>
    <message>
        <source>And every</source>
        <translation>以及每隔</translation>
    </message>
    <message>
        <source>Minutes between checkpoints, at most.</source>
        <translation>检查点之间最多相隔的分钟数。</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <source>A name or a file. Empty: the model folder&apos;s own.</source>
        <translation>名称或文件。留空：使用模型文件夹自带的模板。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where the training runs. auto: on a GPU where there is one.</source>
        <translation>训练在哪里运行。auto：有 GPU 时用 GPU。</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值类型</translation>
    </message>
    <message>
        <source>auto: float32 on a CPU, bfloat16 on a GPU.</source>
        <translation>auto：CPU 上用 float32，GPU 上用 bfloat16。</translation>
    </message>
    <message>
        <source>Keep the order</source>
        <translation>保持顺序</translation>
    </message>
    <message>
        <source>Pairs are taken in the selection&apos;s order.</source>
        <translation>按选择中的顺序取偏好对。</translation>
    </message>
    <message>
        <source>Ignore EXIF</source>
        <translation>忽略 EXIF</translation>
    </message>
    <message>
        <source>Images are not turned as their EXIF orientation says.</source>
        <translation>不按 EXIF 方向信息旋转图像。</translation>
    </message>
    <message>
        <source>All weights</source>
        <translation>全部权重</translation>
    </message>
    <message>
        <source>With objective sft: every weight of the language model, no adapter.</source>
        <translation>训练目标为 sft 时：训练语言模型的全部权重，不用适配器。</translation>
    </message>
    <message>
        <source>“%1” is no loss. There are: %2.</source>
        <translation>“%1”不是损失函数。可用的有：%2。</translation>
    </message>
    <message>
        <source>The weight of %1 is a number, as in sigmoid:1,sft:0.1.</source>
        <translation>%1 的权重应为数字，如 sigmoid:1,sft:0.1。</translation>
    </message>
    <message>
        <source>A whole number is expected.</source>
        <translation>此处应为整数。</translation>
    </message>
    <message>
        <source>A number is expected, such as %1.</source>
        <translation>此处应为数字，例如 %1。</translation>
    </message>
    <message>
        <source>A number above %1 is expected.</source>
        <translation>此处应为大于 %1 的数字。</translation>
    </message>
    <message>
        <source>A number from %1 on is expected.</source>
        <translation>此处应为不小于 %1 的数字。</translation>
    </message>
    <message>
        <source>A number up to %1 is expected.</source>
        <translation>此处应为不大于 %1 的数字。</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>fewer than two candidates</source>
        <translation>候选回答少于两个</translation>
    </message>
    <message>
        <source>scores missing</source>
        <translation>缺少评分</translation>
    </message>
    <message>
        <source>log-probability missing</source>
        <translation>缺少对数概率</translation>
    </message>
    <message>
        <source>all answers equal</source>
        <translation>所有回答相同</translation>
    </message>
    <message>
        <source>all scores equal</source>
        <translation>所有评分相同</translation>
    </message>
    <message>
        <source>below the minimum gap</source>
        <translation>低于最小差距</translation>
    </message>
    <message>
        <source>left out for length balance</source>
        <translation>因长度平衡而舍去</translation>
    </message>
    <message>
        <source>the best answer against the worse one that the model is most confident of (M3P-Selection)</source>
        <translation>最佳回答对模型最有把握的较差回答（M3P-Selection）</translation>
    </message>
    <message>
        <source>the best answer against the worst, by MAS alone</source>
        <translation>仅按 MAS，最佳回答对最差回答</translation>
    </message>
    <message>
        <source>pairs drawn from all whose scores differ, with length balance (RLAIF-V)</source>
        <translation>从所有评分不同的组合中抽取，并做长度平衡（RLAIF-V）</translation>
    </message>
    <message>
        <source>best against worst by a mix of the ranks of MAS and of the model&apos;s own log-probability (CSR)</source>
        <translation>按 MAS 与模型自身对数概率的名次混合，取最佳对最差（CSR）</translation>
    </message>
    <message>
        <source>two different answers at random, the one with the higher MAS chosen (vanilla DPO)</source>
        <translation>随机取两个不同的回答，MAS 较高者为首选（普通 DPO）</translation>
    </message>
    <message>
        <source>draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>evaluate</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>visual relevance</source>
        <translation>视觉相关性</translation>
    </message>
    <message>
        <source>semantic accuracy</source>
        <translation>语义准确性</translation>
    </message>
    <message>
        <source>instruction adherence</source>
        <translation>指令遵循度</translation>
    </message>
</context>
<context>
    <name>m3po::CandidatesModel</name>
    <message>
        <source>MAS %1</source>
        <translation>MAS %1</translation>
    </message>
    <message numerus="yes">
        <source>log P %1, sum over %n token(s)</source>
        <translation>
            <numerusform>log P %1，%n 个词元之和</numerusform>
        </translation>
    </message>
    <message>
        <source>S %1</source>
        <translation>S %1</translation>
    </message>
    <message>
        <source>R_w, the best answer</source>
        <translation>R_w，最佳回答</translation>
    </message>
    <message>
        <source>R_l, the hard negative</source>
        <translation>R_l，难负例</translation>
    </message>
    <message>
        <source>#</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>MAS</source>
        <translation>MAS</translation>
    </message>
    <message>
        <source>log P</source>
        <translation>log P</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
</context>
<context>
    <name>m3po::CandidatesPanel</name>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>No candidates yet. The model can answer each sample 32 times.</source>
        <translation>还没有候选回答。模型可以为每个样本回答 32 次。</translation>
    </message>
    <message>
        <source>Generate candidates…</source>
        <translation>生成候选回答…</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选回答</translation>
    </message>
    <message>
        <source>Stronger colour: a less likely token; its log-probability is in the tool tip.</source>
        <translation>颜色越深，词元的概率越低；对数概率见提示框。</translation>
    </message>
    <message>
        <source>candidates</source>
        <translation>候选回答</translation>
    </message>
</context>
<context>
    <name>m3po::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>输入想做的事</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation>找到的命令</translation>
    </message>
</context>
<context>
    <name>m3po::CurvePlot</name>
    <message>
        <source>Export “%1”…</source>
        <translation>导出“%1”…</translation>
    </message>
    <message>
        <source>%1%2 step %3: %4</source>
        <comment>run, side, step, value</comment>
        <translation>%1%2 第 %3 步：%4</translation>
    </message>
</context>
<context>
    <name>m3po::Curves</name>
    <message>
        <source>No run is shown. Start one on the left, or check some in the table below: their loss, rewards, margins, accuracies, log-probabilities, learning rate and gradient norm appear here while they train.</source>
        <translation>没有显示任何运行。请在左侧启动一个，或在下方表格中勾选几个：训练时，它们的损失、奖励、间隔、准确率、对数概率、学习率和梯度范数会显示在这里。</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>reward margin</source>
        <translation>奖励间隔</translation>
    </message>
    <message>
        <source>rewards</source>
        <translation>奖励</translation>
    </message>
    <message>
        <source>reward accuracy</source>
        <translation>奖励准确率</translation>
    </message>
    <message>
        <source>log-probabilities</source>
        <translation>对数概率</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>seconds a step</source>
        <translation>每步秒数</translation>
    </message>
    <message>
        <source>Smoothing of the curves</source>
        <translation>曲线的平滑</translation>
    </message>
    <message>
        <source>Exponential smoothing, corrected for its beginning; the raw line stays faint behind it</source>
        <translation>指数平滑，对起始部分做了修正；原始曲线以浅色保留在后面</translation>
    </message>
    <message>
        <source>Values under the pointer</source>
        <translation>指针处的数值</translation>
    </message>
    <message>
        <source>What a curve means</source>
        <translation>曲线的含义</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>In %1 the reward of R_w falls while the margin grows: the model makes R_l less likely faster than R_w. DPO rewards the difference alone, so this is usual; it hurts when answers become short or odd. A larger β, a lower learning rate, or the loss sigmoid:1,sft:0.1 holds R_w up.</source>
        <translation>在 %1 中，间隔增大的同时 R_w 的奖励在下降：模型降低 R_l 概率的速度快于 R_w。DPO 只奖励二者之差，因此这很常见；但当回答变短或变怪时就有害了。较大的 β、较低的学习率，或损失 sigmoid:1,sft:0.1 可以托住 R_w。</translation>
    </message>
</context>
<context>
    <name>m3po::HeatText</name>
    <message>
        <source>Answer, tokens coloured by log-probability</source>
        <translation>回答，词元按对数概率着色</translation>
    </message>
    <message>
        <source>Choose a candidate to read its answer.</source>
        <translation>选择一个候选回答以阅读其内容。</translation>
    </message>
    <message>
        <source>log P %1</source>
        <translation>log P %1</translation>
    </message>
</context>
<context>
    <name>m3po::HistogramView</name>
    <message numerus="yes">
        <source>%Ln pairs between %1 and %2</source>
        <translation>
            <numerusform>%Ln 个偏好对在 %1 与 %2 之间</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::ImageView</name>
    <message>
        <source>Picture</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Wheel: zoom; drag: move; 0: fit; Space: full size</source>
        <translation>滚轮：缩放；拖动：移动；0：适合窗口；空格：原始大小</translation>
    </message>
    <message>
        <source>No sample is chosen. Choose one in the library.</source>
        <translation>未选择样本。请在样本库中选择一个。</translation>
    </message>
</context>
<context>
    <name>m3po::JobQueue</name>
    <message>
        <source>Stopped when the worker ended. Resume it to go on from where it was.</source>
        <translation>因工作进程结束而停止。恢复后会从原处继续。</translation>
    </message>
    <message>
        <source>Cancelled before it began.</source>
        <translation>在开始之前已取消。</translation>
    </message>
    <message>
        <source>Stopped; what was done is kept. Resume it to go on from there.</source>
        <translation>已停止；已完成的部分会保留。恢复后会从那里继续。</translation>
    </message>
    <message>
        <source>The worker did not understand the window: %1</source>
        <translation>工作进程未能理解窗口的消息：%1</translation>
    </message>
    <message>
        <source>Change the request and start it again; nothing was stored.</source>
        <translation>请修改请求后重新开始；没有存储任何内容。</translation>
    </message>
    <message>
        <source>Mend the named file or row, then resume; what was stored before stays.</source>
        <translation>请修正所指的文件或行，然后恢复；此前存储的内容保持不变。</translation>
    </message>
    <message>
        <source>Bring back what is missing, or name another place, then resume.</source>
        <translation>请找回缺失的内容，或指定另一个位置，然后恢复。</translation>
    </message>
    <message>
        <source>Free some space or check the disk, then resume; what was stored before stays.</source>
        <translation>请释放一些空间或检查磁盘，然后恢复；此前存储的内容保持不变。</translation>
    </message>
    <message>
        <source>This program cannot do that; the project is as it was.</source>
        <translation>本程序无法做到；项目保持原样。</translation>
    </message>
    <message>
        <source>Choose another name, or wait for the other program, then resume.</source>
        <translation>请另选一个名称，或等待另一个程序结束，然后恢复。</translation>
    </message>
    <message>
        <source>This is a mistake in the program; the log has more. What was stored stays, and resuming may help.</source>
        <translation>这是程序中的错误；日志中有更多信息。已存储的内容不变，恢复可能会有帮助。</translation>
    </message>
    <message>
        <source>%1 It is started again.</source>
        <translation>%1 正在重新启动它。</translation>
    </message>
    <message>
        <source>%1 It was the second time within a minute, so it is not started again; resume a job to try once more.</source>
        <translation>%1 这是一分钟内的第二次，因此不再重新启动；恢复某个任务即可再试一次。</translation>
    </message>
    <message>
        <source>%1 Resume to go on from where it was.</source>
        <translation>%1 恢复后会从原处继续。</translation>
    </message>
    <message>
        <source>Of an earlier sitting. Resume it to go on from where it was.</source>
        <translation>来自先前的会话。恢复后会从原处继续。</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>stage, done</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <comment>stage, done, total</comment>
        <translation>%1 %2，共 %3</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
</context>
<context>
    <name>m3po::JobStrip</name>
    <message>
        <source>Progress of the job</source>
        <translation>任务进度</translation>
    </message>
    <message>
        <source>The job that runs</source>
        <translation>正在运行的任务</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>End at the group&apos;s end; what was done is kept</source>
        <translation>在当前组结束时停下；已完成的部分会保留</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Show the queue and what the job says</source>
        <translation>显示任务队列和任务的输出</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1 spent</source>
        <translation>已用 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on from where it was</source>
        <translation>从原处继续</translation>
    </message>
    <message>
        <source>Hold still between two groups, with the models kept in memory</source>
        <translation>在两组之间暂停，模型保留在内存中</translation>
    </message>
</context>
<context>
    <name>m3po::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Log of the job</source>
        <translation>任务日志</translation>
    </message>
    <message>
        <source>What the chosen job says stands here.</source>
        <translation>所选任务的输出会显示在这里。</translation>
    </message>
    <message>
        <source>How the job stands</source>
        <translation>任务的状况</translation>
    </message>
    <message>
        <source>What happened to the worker</source>
        <translation>工作进程发生了什么</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Pause job</source>
        <translation>暂停任务</translation>
    </message>
    <message>
        <source>Hold still between two groups, with the models kept in memory</source>
        <translation>在两组之间暂停，模型保留在内存中</translation>
    </message>
    <message>
        <source>Resume job</source>
        <translation>恢复任务</translation>
    </message>
    <message>
        <source>Go on from where it was</source>
        <translation>从原处继续</translation>
    </message>
    <message>
        <source>Stop job and keep</source>
        <translation>停止任务并保留结果</translation>
    </message>
    <message>
        <source>End at the group&apos;s end; what was done is kept</source>
        <translation>在当前组结束时停下；已完成的部分会保留</translation>
    </message>
    <message>
        <source>Remove job from the list</source>
        <translation>从列表中移除任务</translation>
    </message>
    <message>
        <source>Take one that is over from the list</source>
        <translation>从列表中移除已结束的任务</translation>
    </message>
    <message>
        <source>No job yet. Generating, scoring, training, evaluating and exporting run here, one after the other.</source>
        <translation>还没有任务。生成、评分、训练、评测和导出都在这里依次运行。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>job, state</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>m3po::LibraryDelegate</name>
    <message>
        <source>no picture</source>
        <translation>无图像</translation>
    </message>
</context>
<context>
    <name>m3po::LibraryFilters</name>
    <message>
        <source>Any review</source>
        <translation>任意审核状态</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Swapped</source>
        <translation>已交换</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>Filter samples by review</source>
        <translation>按审核状态筛选样本</translation>
    </message>
    <message>
        <source>What was said in the audit of the selection that is compared with</source>
        <translation>对所比较的选择进行审核时给出的结论</translation>
    </message>
    <message>
        <source>Any score</source>
        <translation>任意分数</translation>
    </message>
    <message>
        <source>MAS of R_w</source>
        <translation>R_w 的 MAS</translation>
    </message>
    <message>
        <source>MAS of the best answer</source>
        <translation>最佳回答的 MAS</translation>
    </message>
    <message>
        <source>S of R_l</source>
        <translation>R_l 的 S</translation>
    </message>
    <message>
        <source>What the hard negative was chosen by</source>
        <translation>选取难负例所依据的值</translation>
    </message>
    <message>
        <source>Gap of MAS</source>
        <translation>MAS 差距</translation>
    </message>
    <message>
        <source>MAS(R_w) − MAS(R_l)</source>
        <translation>MAS(R_w) − MAS(R_l)</translation>
    </message>
    <message>
        <source>Gap of log P</source>
        <translation>log P 差距</translation>
    </message>
    <message>
        <source>log P(R_w) − log P(R_l); below 0 the model prefers R_l</source>
        <translation>log P(R_w) − log P(R_l)；小于 0 表示模型更偏好 R_l</translation>
    </message>
    <message>
        <source>log P of R_w</source>
        <translation>R_w 的 log P</translation>
    </message>
    <message>
        <source>How likely the best answer is to the model</source>
        <translation>模型认为最佳回答的可能性有多大</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Of the evaluators: the widest gap between two components of the MAS of one candidate, over the sample&apos;s candidates</source>
        <translation>评分器之间的分歧：该样本的候选回答中，同一候选的两个 MAS 分量之间的最大差距</translation>
    </message>
    <message>
        <source>Filter samples by a score</source>
        <translation>按分数筛选样本</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>From this value on</source>
        <translation>从此值起</translation>
    </message>
    <message>
        <source>Up to this value</source>
        <translation>到此值止</translation>
    </message>
</context>
<context>
    <name>m3po::LibraryModel</name>
    <message>
        <source>has a pair</source>
        <translation>有偏好对</translation>
    </message>
    <message>
        <source>has no pair</source>
        <translation>无偏好对</translation>
    </message>
    <message>
        <source>%1; %2, changed</source>
        <translation>%1；%2，已改变</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1；%2</translation>
    </message>
</context>
<context>
    <name>m3po::LibraryPanel</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter samples by text</source>
        <translation>按文本筛选样本</translation>
    </message>
    <message>
        <source>All samples</source>
        <translation>所有样本</translation>
    </message>
    <message>
        <source>With a pair</source>
        <translation>有偏好对</translation>
    </message>
    <message>
        <source>Without a pair</source>
        <translation>无偏好对</translation>
    </message>
    <message>
        <source>Pair changed</source>
        <translation>偏好对已改变</translation>
    </message>
    <message>
        <source>Without candidates</source>
        <translation>无候选回答</translation>
    </message>
    <message>
        <source>Without scores</source>
        <translation>无评分</translation>
    </message>
    <message>
        <source>Filter samples by state</source>
        <translation>按状态筛选样本</translation>
    </message>
    <message>
        <source>As imported</source>
        <translation>按导入顺序</translation>
    </message>
    <message>
        <source>S, highest first</source>
        <translation>S，从高到低</translation>
    </message>
    <message>
        <source>MAS gap, widest first</source>
        <translation>MAS 差距，从大到小</translation>
    </message>
    <message>
        <source>MAS gap, narrowest first</source>
        <translation>MAS 差距，从小到大</translation>
    </message>
    <message>
        <source>Surest of R_l first</source>
        <translation>对 R_l 最有把握者在前</translation>
    </message>
    <message>
        <source>MAS of R_w, highest first</source>
        <translation>R_w 的 MAS，从高到低</translation>
    </message>
    <message>
        <source>Disagreement, widest first</source>
        <translation>分歧，从大到小</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Order of the samples</source>
        <translation>样本的顺序</translation>
    </message>
    <message>
        <source>Clear the brush</source>
        <translation>清除框选</translation>
    </message>
    <message>
        <source>Show all samples again</source>
        <translation>重新显示所有样本</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter by review and by scores</source>
        <translation>按审核状态和分数筛选</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Saved views: filters and order under a name, kept in the project</source>
        <translation>已保存的视图：以一个名称存放在项目中的筛选条件和顺序</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>All samples, as imported</source>
        <translation>所有样本，按导入顺序</translation>
    </message>
    <message>
        <source>Filters •</source>
        <comment>some are in use</comment>
        <translation>筛选 •</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>保存视图</translation>
    </message>
    <message>
        <source>Its filters and its order are kept under this name:</source>
        <translation>其筛选条件和顺序将以此名称保存：</translation>
    </message>
    <message>
        <source>Saved view</source>
        <translation>已保存的视图</translation>
    </message>
    <message>
        <source>“%1” was saved by another version, which knows filters that this one lacks.</source>
        <translation>“%1”由另一版本保存，其中有本版本不支持的筛选条件。</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>保存此视图…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1，共 %2</translation>
    </message>
    <message>
        <source>No project is open. Open one from the Project menu, or drop it here.</source>
        <translation>没有打开的项目。请从“项目”菜单打开一个，或拖放到此处。</translation>
    </message>
    <message>
        <source>This project has no samples yet. Import a data set (Project: Import…).</source>
        <translation>此项目还没有样本。请导入数据集（项目：导入…）。</translation>
    </message>
    <message>
        <source>No sample is left. Clear the filter to see all of them.</source>
        <translation>没有剩余的样本。清除筛选即可看到全部。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples</source>
        <translation>
            <numerusform>%Ln 个样本</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::MainWindow</name>
    <message>
        <source>What is happening</source>
        <translation>当前状况</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>样本库</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选回答</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>散点图</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>The demo runs. Its project opens as soon as there is one.</source>
        <translation>演示正在运行。其项目一旦生成就会打开。</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Projects (*.m3po)</source>
        <translation>项目 (*.m3po)</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1：完成。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>A job is running</source>
        <translation>有任务正在运行</translation>
    </message>
    <message>
        <source>What shall become of the jobs that are not over? Nothing that they have stored is lost.</source>
        <translation>尚未结束的任务该如何处理？它们已存储的内容不会丢失。</translation>
    </message>
    <message>
        <source>Leave them running</source>
        <translation>让它们继续运行</translation>
    </message>
    <message>
        <source>Pause until the next start</source>
        <translation>暂停到下次启动</translation>
    </message>
    <message>
        <source>Stop them</source>
        <translation>停止它们</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Waiting until the job&apos;s group is stored…</source>
        <translation>正在等待任务的当前组存储完毕…</translation>
    </message>
    <message>
        <source>&amp;Selection</source>
        <translation>选择(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Freeze…</source>
        <translation>冻结(&amp;F)…</translation>
    </message>
    <message>
        <source>Show &amp;changed pairs</source>
        <translation>显示已改变的偏好对(&amp;C)</translation>
    </message>
    <message>
        <source>A&amp;udit changed pairs…</source>
        <translation>审核已改变的偏好对(&amp;U)…</translation>
    </message>
    <message>
        <source>Show &amp;all samples</source>
        <translation>显示所有样本(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Next sample</source>
        <translation>下一个样本(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous sample</source>
        <translation>上一个样本(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Explore</source>
        <translation>探索(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Audit</source>
        <translation>审核(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>命令(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>关于(&amp;A)</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>M3PO Workbench %1

Carries out “M3PO: Multimodal-Model-Guided Preference Optimization for Visual Instruction Following”.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>M3PO Workbench %1

实现《M3PO: Multimodal-Model-Guided Preference Optimization for Visual Instruction Following》。

自由软件，遵循 GNU 通用公共许可证第 3 版或更新版本。</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>项目(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>新建(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开的项目(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export pairs…</source>
        <translation>导出偏好对(&amp;E)…</translation>
    </message>
    <message>
        <source>Re&amp;load</source>
        <translation>重新加载(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Generate candidates…</source>
        <translation>生成候选回答(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Score candidates…</source>
        <translation>为候选回答评分(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Train…</source>
        <translation>训练(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>跟随桌面(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>D&amp;ark</source>
        <translation>深色(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>命令…</translation>
    </message>
    <message>
        <source>Every action by a few letters of its name (Ctrl+Shift+P)</source>
        <translation>输入名称中的几个字母即可找到任何操作 (Ctrl+Shift+P)</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Import a data set</source>
        <translation>导入数据集</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>There is no preference set yet. Freeze a selection (Selection: Freeze…), then export it.</source>
        <translation>还没有偏好数据集。请先冻结一个选择（选择：冻结…），然后导出。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>samples, candidates</comment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln samples</source>
        <translation>
            <numerusform>%Ln 个样本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidates</source>
        <translation>
            <numerusform>%Ln 个候选回答</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>语言将在下次启动时切换。</translation>
    </message>
</context>
<context>
    <name>m3po::MovedPairs</name>
    <message>
        <source>Audit these pairs</source>
        <translation>审核这些偏好对</translation>
    </message>
    <message>
        <source>Margins that moved most and least</source>
        <translation>间隔变化最大和最小者</translation>
    </message>
    <message>
        <source>moved pairs</source>
        <translation>变化的偏好对</translation>
    </message>
    <message>
        <source>Show these pairs in the audit, as the selection has them</source>
        <translation>在审核中显示这些偏好对，如选择中的样子</translation>
    </message>
    <message>
        <source>Choose a run in the table below.</source>
        <translation>请在下方表格中选择一个运行。</translation>
    </message>
    <message>
        <source>%1 tells nothing of single pairs: it trains no pairs, or was made by an older version.</source>
        <translation>%1 没有单个偏好对的信息：它不是用偏好对训练的，或由较旧的版本产生。</translation>
    </message>
    <message>
        <source>Of %1. A reward margin is β times how far R_w has gained on R_l against the reference.</source>
        <translation>来自 %1。奖励间隔等于 β 乘以 R_w 相对参考模型比 R_l 多得的部分。</translation>
    </message>
    <message>
        <source>pairs that “%1” moved most and least</source>
        <translation>“%1”使其变化最大和最小的偏好对</translation>
    </message>
</context>
<context>
    <name>m3po::MovedPairsModel</name>
    <message>
        <source>margin %1 at step %2, %3 at step %4

R_w: %5

R_l: %6</source>
        <translation>第 %2 步间隔 %1，第 %4 步 %3

R_w：%5

R_l：%6</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>偏好对</translation>
    </message>
</context>
<context>
    <name>m3po::NewProject</name>
    <message>
        <source>Data sets (*.json *.jsonl)</source>
        <translation>数据集 (*.json *.jsonl)</translation>
    </message>
    <message>
        <source>Projects (*.m3po)</source>
        <translation>项目 (*.m3po)</translation>
    </message>
    <message>
        <source>&amp;A data set:</source>
        <translation>数据集(&amp;A)：</translation>
    </message>
    <message>
        <source>&amp;One question for every image:</source>
        <translation>对每张图像提同一个问题(&amp;O)：</translation>
    </message>
    <message>
        <source>&amp;Nothing yet; I shall import later</source>
        <translation>暂不导入，以后再说(&amp;N)</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>A project is one file. It refers to a folder of images, which are never changed, and keeps everything else: samples, candidates, scores, pairs and training runs.</source>
        <translation>一个项目就是一个文件。它引用一个图像文件夹，图像绝不会被改动；其余一切都保存在文件里：样本、候选回答、评分、偏好对和训练运行。</translation>
    </message>
    <message>
        <source>Describe the image in detail.</source>
        <translation>请详细描述这张图像。</translation>
    </message>
    <message>
        <source>Project file</source>
        <translation>项目文件</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>图像文件夹</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Question for every image</source>
        <translation>对每张图像的问题</translation>
    </message>
    <message>
        <source>LLaVA-Instruct, ShareGPT4V, LLaVA questions, TRL or LLaMA-Factory pairs</source>
        <translation>LLaVA-Instruct、ShareGPT4V、LLaVA 问题、TRL 或 LLaMA-Factory 偏好对</translation>
    </message>
    <message>
        <source>Folder of &amp;images</source>
        <translation>图像文件夹(&amp;I)</translation>
    </message>
    <message>
        <source>What is asked about them</source>
        <translation>就图像提什么问题</translation>
    </message>
    <message>
        <source>&amp;Project file</source>
        <translation>项目文件(&amp;P)</translation>
    </message>
    <message>
        <source>The commands that this stands for</source>
        <translation>与此对应的命令</translation>
    </message>
    <message>
        <source>Make the project</source>
        <translation>创建项目</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The commands that this stands for:</source>
        <translation>与此对应的命令：</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>Still missing: the folder of images.</source>
        <translation>还缺少：图像文件夹。</translation>
    </message>
    <message>
        <source>%1: there is no such folder.</source>
        <translation>%1：没有这个文件夹。</translation>
    </message>
    <message>
        <source>Still missing: the data set, or choose one of the other two.</source>
        <translation>还缺少：数据集，或选择另外两项之一。</translation>
    </message>
    <message>
        <source>%1: there is no such file.</source>
        <translation>%1：没有这个文件。</translation>
    </message>
    <message>
        <source>Still missing: the question.</source>
        <translation>还缺少：问题。</translation>
    </message>
    <message>
        <source>Still missing: the project file.</source>
        <translation>还缺少：项目文件。</translation>
    </message>
    <message>
        <source>%1 is there already; choose another name, or open it.</source>
        <translation>%1 已存在；请另选名称，或打开它。</translation>
    </message>
</context>
<context>
    <name>m3po::Notifier</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>m3po::NumberSlider</name>
    <message>
        <source>Arrows: 0.01, Shift: 0.1; double click: %1</source>
        <translation>方向键：0.01，Shift：0.1；双击：%1</translation>
    </message>
    <message>
        <source>%1, exact</source>
        <translation>%1，精确值</translation>
    </message>
</context>
<context>
    <name>m3po::Plot</name>
    <message>
        <source>%1: a name that ends in .png, .svg or .pdf was expected.</source>
        <translation>%1：文件名应以 .png、.svg 或 .pdf 结尾。</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another folder, or free some space.</source>
        <translation>无法写入 %1。请另选文件夹，或释放一些空间。</translation>
    </message>
    <message>
        <source>Export the plot</source>
        <translation>导出图表</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>图片 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>m3po::RunsModel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1，共 %2</translation>
    </message>
    <message>
        <source>Checked runs are drawn over each other. Double click: start one like this.</source>
        <translation>勾选的运行会叠加绘制。双击：以相同参数再启动一个。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>训练目标</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始于</translation>
    </message>
</context>
<context>
    <name>m3po::ScatterPanel</name>
    <message>
        <source>Pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>This sample</source>
        <translation>此样本</translation>
    </message>
    <message>
        <source>The candidates of the sample in view, and the equation as lines</source>
        <translation>当前样本的候选回答，以及以线条表示的公式</translation>
    </message>
    <message>
        <source>Whole corpus</source>
        <translation>整个语料</translation>
    </message>
    <message>
        <source>The candidates of all samples</source>
        <translation>所有样本的候选回答</translation>
    </message>
    <message>
        <source>Mark R_w and R_l of the selection among the points of the whole corpus</source>
        <translation>在整个语料的点中标出选择的 R_w 和 R_l</translation>
    </message>
    <message>
        <source>Show pairs</source>
        <translation>显示偏好对</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the plot as PNG, SVG or PDF</source>
        <translation>将图表写成 PNG、SVG 或 PDF</translation>
    </message>
    <message>
        <source>Export the plot</source>
        <translation>导出图表</translation>
    </message>
    <message>
        <source>What the scatter shows</source>
        <translation>散点图所示内容</translation>
    </message>
    <message>
        <source>scatter</source>
        <translation>散点图</translation>
    </message>
</context>
<context>
    <name>m3po::ScatterPlot</name>
    <message>
        <source>No sample is chosen.</source>
        <translation>未选择样本。</translation>
    </message>
    <message>
        <source>No candidate of this sample has both a MAS and a log P yet.</source>
        <translation>此样本还没有同时具有 MAS 和 log P 的候选回答。</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
    <message>
        <source>log P(R_w) − δ</source>
        <translation>log P(R_w) − δ</translation>
    </message>
    <message>
        <source>S %1</source>
        <translation>S %1</translation>
    </message>
    <message>
        <source>brush: MAS %1–%2, log P %3–%4</source>
        <translation>框选：MAS %1–%2，log P %3–%4</translation>
    </message>
    <message>
        <source>Scatter of MAS and log-probability</source>
        <translation>MAS 与对数概率的散点图</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
    <message>
        <source>No candidates yet. Generate some, and they appear here as points of MAS and log P.</source>
        <translation>还没有候选回答。生成之后，它们会作为 MAS 和 log P 的点出现在这里。</translation>
    </message>
    <message>
        <source>The selection is being computed…</source>
        <translation>正在计算选择…</translation>
    </message>
    <message>
        <source>%1 candidates are being sorted…</source>
        <translation>正在整理 %1 个候选回答…</translation>
    </message>
    <message>
        <source>No candidate has both a MAS and a log P yet. Score them, and they appear here.</source>
        <translation>还没有同时具有 MAS 和 log P 的候选回答。评分之后，它们会出现在这里。</translation>
    </message>
    <message>
        <source>log P(R)</source>
        <translation>log P(R)</translation>
    </message>
    <message>
        <source>log P(R) per token</source>
        <translation>每词元 log P(R)</translation>
    </message>
    <message>
        <source>density of %1 points</source>
        <translation>%1 个点的密度</translation>
    </message>
    <message>
        <source>; R_w (disc) and R_l (ring) of %1 pairs are drawn once fewer than %2 are in view</source>
        <translation>；视野内少于 %2 个时才绘制 %1 个偏好对的 R_w（实心）和 R_l（圆环）</translation>
    </message>
    <message>
        <source>; R_w (disc) and R_l (ring) of the filtered samples</source>
        <translation>；筛选出的样本的 R_w（实心）和 R_l（圆环）</translation>
    </message>
    <message>
        <source>; disc: R_w, ring: R_l</source>
        <translation>；实心：R_w，圆环：R_l</translation>
    </message>
    <message>
        <source>MAS</source>
        <translation>MAS</translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidates; no pair: %1</source>
        <translation>
            <numerusform>%Ln 个候选回答；无偏好对：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidates; W: R_w, the best answer; L: R_l, the hard negative, S %1</source>
        <translation>
            <numerusform>%Ln 个候选回答；W：R_w，最佳回答；L：R_l，难负例，S %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln points</source>
        <translation>
            <numerusform>%Ln 个点</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::SelectionPanel</name>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Delta</source>
        <translation>Delta</translation>
    </message>
    <message>
        <source>Minimum gap</source>
        <translation>最小差距</translation>
    </message>
    <message>
        <source>as many longer as shorter</source>
        <translation>较长与较短者数量相等</translation>
    </message>
    <message>
        <source>Show changed</source>
        <translation>显示已改变</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Freeze…</source>
        <translation>冻结…</translation>
    </message>
    <message>
        <source>S(R_l)</source>
        <translation>S(R_l)</translation>
    </message>
    <message>
        <source>MAS(R_w) − MAS(R_l)</source>
        <translation>MAS(R_w) − MAS(R_l)</translation>
    </message>
    <message>
        <source>log P(R_w) − log P(R_l)</source>
        <translation>log P(R_w) − log P(R_l)</translation>
    </message>
    <message>
        <source>Selector</source>
        <translation>选取方法</translation>
    </message>
    <message>
        <source>whole answer</source>
        <translation>整个回答</translation>
    </message>
    <message>
        <source>per token</source>
        <translation>每词元</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>max(0, x)</source>
        <translation>max(0, x)</translation>
    </message>
    <message>
        <source>x, as penalty and bonus</source>
        <translation>x，既惩罚也奖励</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>惩罚</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Store this selection in the project under a name</source>
        <translation>以一个名称将此选择存入项目</translation>
    </message>
    <message>
        <source>Make a preference set of a saved selection, which training reads</source>
        <translation>由已保存的选择制成供训练读取的偏好数据集</translation>
    </message>
    <message>
        <source>Leave only the samples whose pair differs in the library</source>
        <translation>样本库中只保留偏好对不同的样本</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>δ</source>
        <translation>δ</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Weights of the MAS</source>
        <translation>MAS 的权重</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>No pairs yet</source>
        <translation>还没有偏好对</translation>
    </message>
    <message>
        <source>Candidates and their scores make a selection: generate them, then score them (menu Run).</source>
        <translation>选择由候选回答及其评分得出：先生成，再评分（菜单“运行”）。</translation>
    </message>
    <message>
        <source>The model prefers R_l in %1 of the pairs (%2 per token)</source>
        <translation>模型在 %1 的偏好对中更偏好 R_l（按词元计 %2）</translation>
    </message>
    <message>
        <source>R_w has %1 tokens, R_l %2; R_w is longer in %3, shorter in %4</source>
        <translation>R_w 有 %1 个词元，R_l 有 %2 个；R_w 较长的占 %3，较短的占 %4</translation>
    </message>
    <message>
        <source>%1 without a pair: %2</source>
        <translation>%1 个无偏好对：%2</translation>
    </message>
    <message>
        <source>pairs that differ from “%1”</source>
        <translation>与“%1”不同的偏好对</translation>
    </message>
    <message>
        <source>Save selection</source>
        <translation>保存选择</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Freeze a selection</source>
        <translation>冻结选择</translation>
    </message>
    <message>
        <source>Its pairs become a preference set of the same name:</source>
        <translation>其中的偏好对将成为同名的偏好数据集：</translation>
    </message>
    <message>
        <source>Audit the changed pairs</source>
        <translation>审核已改变的偏好对</translation>
    </message>
    <message>
        <source>An audit is of a saved selection. Save this one as:</source>
        <translation>审核针对已保存的选择。将此选择保存为：</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 已改变</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选择</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs of %1 samples</source>
        <translation>
            <numerusform>%Ln 个偏好对，共 %1 个样本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln differ from “%1”: %2 gained, %3 lost</source>
        <translation>
            <numerusform>%Ln 个与“%1”不同：新增 %2，失去 %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::StageForm</name>
    <message>
        <source>The command line that this stands for</source>
        <translation>与此对应的命令行</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>缺少什么</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The command line that this stands for:</source>
        <translation>与此对应的命令行：</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>Still missing: %1.</source>
        <translation>还缺少：%1。</translation>
    </message>
    <message>
        <source>%1: there is no such folder (%2).</source>
        <translation>%1：没有这个文件夹（%2）。</translation>
    </message>
    <message>
        <source>%1: there is no such file (%2).</source>
        <translation>%1：没有这个文件（%2）。</translation>
    </message>
    <message>
        <source>Still missing: one of %1.</source>
        <translation>还缺少其中之一：%1。</translation>
    </message>
</context>
<context>
    <name>m3po::StartPage</name>
    <message>
        <source>M3PO Workbench</source>
        <translation>M3PO Workbench</translation>
    </message>
    <message>
        <source>Preference pairs mined from a vision-language model&apos;s own answers: audit the hard negatives, steer α and δ, train, export.</source>
        <translation>从视觉语言模型自身的回答中挖掘偏好对：审核难负例，调节 α 和 δ，训练，导出。</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>新建项目(&amp;N)…</translation>
    </message>
    <message>
        <source>From a folder of images and what is asked about them (Ctrl+N)</source>
        <translation>从一个图像文件夹以及对图像的提问开始 (Ctrl+N)</translation>
    </message>
    <message>
        <source>&amp;Open a project…</source>
        <translation>打开项目(&amp;O)…</translation>
    </message>
    <message>
        <source>A .m3po file (Ctrl+O)</source>
        <translation>一个 .m3po 文件 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Run the &amp;demo</source>
        <translation>运行演示(&amp;D)</translation>
    </message>
    <message>
        <source>The paper&apos;s whole loop on scenes that the program draws, with models that come with it; about ten minutes on two cores, and to be looked at meanwhile</source>
        <translation>在程序自行绘制的场景上，用自带的模型走完论文的整个流程；在双核机器上约十分钟，其间可以观看</translation>
    </message>
    <message>
        <source>Or drop here: a project, a folder of images, or a data set (LLaVA JSON, JSON lines).</source>
        <translation>也可拖放到此处：项目、图像文件夹或数据集（LLaVA JSON、JSON 行）。</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>None yet. The demo is a good first one.</source>
        <translation>暂无。可以从演示开始。</translation>
    </message>
    <message>
        <source>What is happening</source>
        <translation>当前状况</translation>
    </message>
    <message>
        <source>%1
%2 · %3</source>
        <comment>name, folder, date</comment>
        <translation>%1
%2 · %3</translation>
    </message>
    <message>
        <source>not there now</source>
        <translation>目前不在</translation>
    </message>
    <message>
        <source>Take from the list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>m3po::TrainingForm</name>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Save the selection of now…</source>
        <translation>保存当前选择…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More fields</source>
        <translation>更多字段</translation>
    </message>
    <message>
        <source>The command line that this stands for</source>
        <translation>与此对应的命令行</translation>
    </message>
    <message>
        <source>What it will cost</source>
        <translation>所需开销</translation>
    </message>
    <message>
        <source>Why it cannot start</source>
        <translation>无法开始的原因</translation>
    </message>
    <message>
        <source>Save selection</source>
        <translation>保存选择</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>%1 The paper&apos;s value is %2.</source>
        <translation>%1 论文中的值为 %2。</translation>
    </message>
    <message>
        <source>%1 By default %2.</source>
        <translation>%1 默认为 %2。</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>Back to the standard value: %1</source>
        <translation>恢复默认值：%1</translation>
    </message>
    <message>
        <source>Back to the paper&apos;s value, %1</source>
        <translation>恢复论文中的值 %1</translation>
    </message>
    <message>
        <source>Back to the standard value</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
    <message>
        <source>There is no saved selection yet. Its pairs are what is trained on.</source>
        <translation>还没有已保存的选择。训练用的就是其中的偏好对。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The run needs a name.</source>
        <translation>运行需要一个名称。</translation>
    </message>
    <message>
        <source>A run named “%1” is there already. Choose another name, or resume it in the table of runs.</source>
        <translation>已有名为“%1”的运行。请另选名称，或在运行表格中恢复它。</translation>
    </message>
    <message>
        <source>%1: no model was found there; a folder with a config.json was expected.</source>
        <translation>%1：其中没有找到模型；应为含有 config.json 的文件夹。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The run needs a folder for its output.</source>
        <translation>运行需要一个输出文件夹。</translation>
    </message>
    <message>
        <source>about %1 of memory</source>
        <translation>约需内存 %1</translation>
    </message>
    <message>
        <source>memory: the model&apos;s folder does not tell its sizes</source>
        <translation>内存：模型文件夹未给出其尺寸</translation>
    </message>
    <message>
        <source>about %1 by the last run&apos;s speed</source>
        <translation>按上次运行的速度约需 %1</translation>
    </message>
    <message>
        <source>time: not known before a first run on this model</source>
        <translation>时间：在此模型上首次运行之前未知</translation>
    </message>
    <message>
        <source>weights %1, adapter %2, gradients and optimizer %3, activations %4, images %5</source>
        <translation>权重 %1，适配器 %2，梯度和优化器 %3，激活 %4，图像 %5</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>pairs, steps</comment>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln 个偏好对</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln steps</source>
        <translation>
            <numerusform>%Ln 步</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::TrainingPanel</name>
    <message>
        <source>Training runs</source>
        <translation>训练运行</translation>
    </message>
    <message>
        <source>training runs</source>
        <translation>训练运行</translation>
    </message>
    <message>
        <source>Pause training</source>
        <translation>暂停训练</translation>
    </message>
    <message>
        <source>Hold still between two steps, with the model kept in memory</source>
        <translation>在两步之间暂停，模型保留在内存中</translation>
    </message>
    <message>
        <source>Stop training and keep</source>
        <translation>停止训练并保留结果</translation>
    </message>
    <message>
        <source>End after this step; the checkpoint stays, and resuming goes on from it</source>
        <translation>在本步之后结束；检查点会保留，恢复时从那里继续</translation>
    </message>
    <message>
        <source>Resume training</source>
        <translation>恢复训练</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint</source>
        <translation>从最后一个检查点继续</translation>
    </message>
    <message>
        <source>Start one like this</source>
        <translation>以相同参数再启动</translation>
    </message>
    <message>
        <source>Fill the form with this run&apos;s parameters</source>
        <translation>用此运行的参数填写表单</translation>
    </message>
    <message>
        <source>Train %1</source>
        <translation>训练 %1</translation>
    </message>
</context>
<context>
    <name>m3po::WorkerProcess</name>
    <message>
        <source>it did not end when asked to</source>
        <translation>它在被要求时没有结束</translation>
    </message>
    <message>
        <source>it says nothing that makes sense</source>
        <translation>它所说的毫无意义</translation>
    </message>
    <message>
        <source>it speaks version %1 of the protocol, this window version %2; install both from one package</source>
        <translation>它使用协议版本 %1，而此窗口使用版本 %2；请从同一软件包安装两者</translation>
    </message>
    <message>
        <source>it has fallen silent</source>
        <translation>它不再回应</translation>
    </message>
    <message>
        <source>there is no such program</source>
        <translation>没有这个程序</translation>
    </message>
    <message>
        <source>%1 could not be started: %2. Nothing in the project was touched.</source>
        <translation>无法启动 %1：%2。项目未受任何影响。</translation>
    </message>
    <message>
        <source>The worker died: %1. What it had stored is safe; only the group that it was at is lost.</source>
        <translation>工作进程意外终止：%1。已存储的内容是安全的；只丢失了正在处理的那一组。</translation>
    </message>
    <message>
        <source>it was killed, perhaps because memory ran out; smaller batches or fewer slots need less</source>
        <translation>它被强行终止，可能是内存耗尽；较小的批或较少的同时续写数占用更少</translation>
    </message>
    <message>
        <source>it gave up on itself (%1)</source>
        <translation>它自行中止（%1）</translation>
    </message>
    <message>
        <source>it did not say why</source>
        <translation>没有说明原因</translation>
    </message>
    <message>
        <source>it crashed; this is a mistake in the program</source>
        <translation>它崩溃了；这是程序中的错误</translation>
    </message>
    <message>
        <source>it was asked to end by another program</source>
        <translation>另一个程序要求它结束</translation>
    </message>
    <message>
        <source>signal %1 ended it</source>
        <translation>它被信号 %1 终止</translation>
    </message>
    <message>
        <source>a library that it needs was not found (%1)</source>
        <translation>找不到它所需的库（%1）</translation>
    </message>
    <message>
        <source>it ended with code %1 (%2)</source>
        <translation>它以代码 %1 结束（%2）</translation>
    </message>
</context>
<context>
    <name>m3po::Workspace</name>
    <message>
        <source>There is no selection to save yet.</source>
        <translation>还没有可保存的选择。</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Audit, steer and export preference pairs.</source>
        <translation>审核、调节并导出偏好对。</translation>
    </message>
    <message>
        <source>the project file to open; else the one that was open last</source>
        <translation>要打开的项目文件；否则为上次打开的项目</translation>
    </message>
    <message>
        <source>run the demo in this folder as a job, and open its project; what follows -- are options of m3po demo run</source>
        <translation>在此文件夹中以任务形式运行演示并打开其项目；-- 之后的内容是 m3po demo run 的选项</translation>
    </message>
    <message>
        <source>write pictures of every panel on PROJECT into this folder, and end</source>
        <translation>将 PROJECT 的各个面板的图片写入此文件夹，然后结束</translation>
    </message>
</context>
</TS>
