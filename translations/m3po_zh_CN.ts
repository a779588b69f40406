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
    <name>EvaluationTable</name>
    <message>
        <source>%1, untuned</source>
        <translation>%1，未调优</translation>
    </message>
    <message numerus="yes">
        <source>%1: not done yet, %Ln answers are kept</source>
        <comment>benchmark</comment>
        <translation>
            <numerusform>%1：尚未完成，已保留 %Ln 个回答</numerusform>
        </translation>
    </message>
    <message>
        <source>; %1 of %2 questions answered</source>
        <translation>；已回答 %1 个问题，共 %2 个</translation>
    </message>
    <message>
        <source>Model: %1, fingerprint %2</source>
        <translation>模型：%1，指纹 %2</translation>
    </message>
    <message>
        <source>Adapter: none</source>
        <translation>适配器：无</translation>
    </message>
    <message>
        <source>Adapter: %1, fingerprint %2</source>
        <translation>适配器：%1，指纹 %2</translation>
    </message>
    <message>
        <source>Training run: %1, %2</source>
        <comment>name, parameters</comment>
        <translation>训练运行：%1，%2</translation>
    </message>
    <message>
        <source>Training run: %1 on the selection %2, %3</source>
        <comment>name, selection, parameters</comment>
        <translation>训练运行：%1，基于选择 %2，%3</translation>
    </message>
    <message>
        <source>Asked with: %1</source>
        <translation>提问方式：%1</translation>
    </message>
    <message>
        <source>Questions: SHA-256 %1</source>
        <translation>问题：SHA-256 %1</translation>
    </message>
    <message>
        <source>Pictures: %1</source>
        <translation>图像：%1</translation>
    </message>
    <message>
        <source>By m3po %1, begun %2</source>
        <translation>由 m3po %1 于 %2 开始</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>accuracy %</source>
        <translation>准确率 %</translation>
    </message>
    <message>
        <source>F1 %</source>
        <translation>F1 %</translation>
    </message>
    <message>
        <source>score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>hallucinated %</source>
        <translation>幻觉 %</translation>
    </message>
    <message>
        <source>missed %</source>
        <translation>遗漏 %</translation>
    </message>
    <message>
        <source>faultless %</source>
        <translation>无误 %</translation>
    </message>
</context>
<context>
    <name>LibraryFile</name>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>MAS(R_w)</source>
        <translation>MAS(R_w)</translation>
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
        <source>log P(R_w)</source>
        <translation>log P(R_w)</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
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
    <message>
        <source>Export the plot “%1”…</source>
        <translation>导出图表“%1”…</translation>
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
    <message>
        <source>Evaluate</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>The model answers a benchmark&apos;s questions, as it is and with the adapter. What it has answered already is not asked again.</source>
        <translation>模型回答基准测试的问题，分别为原样和带适配器。已回答过的不会再问。</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>基准测试</translation>
    </message>
    <message>
        <source>pope: are objects claimed that the picture does not show; mme: yes/no questions in fourteen tasks; demo-descriptions: how faithful descriptions of the demo&apos;s scenes are</source>
        <translation>pope：是否声称有图中不存在的物体；mme：十四项任务的是非题；demo-descriptions：对演示场景的描述有多忠实</translation>
    </message>
    <message>
        <source>Question files</source>
        <translation>问题文件</translation>
    </message>
    <message>
        <source>The benchmark&apos;s own: JSON lines for pope, a file a set; text files for mme, a file a task</source>
        <translation>基准测试自带的文件：pope 为 JSON 行，每组一个文件；mme 为文本文件，每项任务一个文件</translation>
    </message>
    <message>
        <source>Questions (*.json *.jsonl *.txt)</source>
        <translation>问题 (*.json *.jsonl *.txt)</translation>
    </message>
    <message>
        <source>The folder that the questions&apos; pictures are in</source>
        <translation>问题所用图像的文件夹</translation>
    </message>
    <message>
        <source>Folder of a LoRA adapter: measured besides the model as it is</source>
        <translation>LoRA 适配器的文件夹：除原样的模型外另行评测</translation>
    </message>
    <message>
        <source>Yes/no questions need few; descriptions more, 96 in the demo</source>
        <translation>是非题只需很少；描述需要更多，演示中为 96</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>One of the two answers has no MAS, so the equation says nothing of them.</source>
        <translation>两个回答中有一个没有 MAS，因此公式对它们不作评价。</translation>
    </message>
    <message>
        <source>R_l is %1 of MAS below R_w</source>
        <translation>R_l 的 MAS 比 R_w 低 %1</translation>
    </message>
    <message>
        <source>R_l is %1 of MAS above R_w</source>
        <translation>R_l 的 MAS 比 R_w 高 %1</translation>
    </message>
    <message>
        <source>log P per token</source>
        <translation>每词元 log P</translation>
    </message>
    <message>
        <source>log P</source>
        <translation>log P</translation>
    </message>
    <message>
        <source>; the log P of one of them is not known.</source>
        <translation>；其中一个的 log P 未知。</translation>
    </message>
    <message>
        <source>, and the model prefers it: its %1 is %2 higher.</source>
        <translation>，且模型更偏好它：其 %1 高 %2。</translation>
    </message>
    <message>
        <source>; the model prefers R_w: its %1 is %2 higher.</source>
        <translation>；模型更偏好 R_w：其 %1 高 %2。</translation>
    </message>
    <message>
        <source> With α = 0 that does not count: S = %1, %2.</source>
        <translation> α = 0 时这不计入：S = %1，%2。</translation>
    </message>
    <message>
        <source> Beyond δ = %1 that costs α × %2 = %3, so S = %4, %5.</source>
        <translation> 超出 δ = %1 的部分代价为 α × %2 = %3，因此 S = %4，%5。</translation>
    </message>
    <message>
        <source> That earns α × %1 = %2, so S = %3, %4.</source>
        <translation> 由此加分 α × %1 = %2，因此 S = %3，%4。</translation>
    </message>
    <message>
        <source> No penalty: S = %1, %2.</source>
        <translation> 无惩罚：S = %1，%2。</translation>
    </message>
    <message>
        <source>Picked by “%1”.</source>
        <translation>由“%1”选取。</translation>
    </message>
    <message>
        <source>Swapped by hand.</source>
        <translation>经人工交换。</translation>
    </message>
    <message>
        <source>Chosen by hand; the selection had answer %1 over answer %2.</source>
        <translation>经人工选取；选择中原为回答 %1 胜过回答 %2。</translation>
    </message>
    <message>
        <source>Both texts were edited; the numbers are those of the answers before.</source>
        <translation>两段文本都已编辑；数值属于编辑前的回答。</translation>
    </message>
    <message>
        <source>%1 was edited; its numbers are those of the answer before.</source>
        <translation>%1 已编辑；其数值属于编辑前的回答。</translation>
    </message>
    <message>
        <source>The generation run no longer has one of the two answers.</source>
        <translation>生成运行中已没有这两个回答之一。</translation>
    </message>
    <message>
        <source>A full bar is 1.</source>
        <translation>满格为 1。</translation>
    </message>
    <message>
        <source>MAS</source>
        <translation>MAS</translation>
    </message>
    <message>
        <source>From the lowest to the highest of this sample&apos;s answers.</source>
        <translation>从此样本回答中的最低到最高。</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>A full bar is the sample&apos;s longest answer.</source>
        <translation>满格为此样本最长的回答。</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Of R_l against R_w, by the equation; a full bar is 1.</source>
        <translation>按公式，R_l 相对 R_w 的值；满格为 1。</translation>
    </message>
    <message>
        <source>the only rival</source>
        <translation>唯一的竞争者</translation>
    </message>
    <message>
        <source>the highest of %1 rivals</source>
        <translation>%1 个竞争者中最高</translation>
    </message>
    <message>
        <source>number %1 of %2 rivals</source>
        <translation>在 %2 个竞争者中排第 %1</translation>
    </message>
    <message>
        <source>; the model finds both alike by %1.</source>
        <translation>；按 %1，模型认为两者相当。</translation>
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
    <name>m3po::AgreementView</name>
    <message>
        <source>Agreement over α and δ</source>
        <translation>α 和 δ 上的一致率</translation>
    </message>
    <message>
        <source>agreement over α and δ</source>
        <translation>α 和 δ 上的一致率</translation>
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
        <source>Where α and δ would leave the pairs as they are: shown as soon as there are pairs.</source>
        <translation>在哪些 α 和 δ 下偏好对保持不变：一有偏好对即显示。</translation>
    </message>
    <message>
        <source>α %1, δ %2: %3 % of the pairs are the same, %4 of %5</source>
        <translation>α %1，δ %2：%3 % 的偏好对相同，%4，共 %5</translation>
    </message>
    <message>
        <source>Same pairs as now: %1 % where it is faintest, 100 % where it is strongest. Ring: the paper&apos;s; cross: now.</source>
        <translation>与现在相同的偏好对：最浅处 %1 %，最深处 100 %。圆环：论文的值；十字：当前值。</translation>
    </message>
</context>
<context>
    <name>m3po::AlignedTexts</name>
    <message>
        <source>R_w and R_l, word under word</source>
        <translation>R_w 与 R_l，逐词对齐</translation>
    </message>
    <message>
        <source>R_w: %1
R_l: %2</source>
        <translation>R_w：%1
R_l：%2</translation>
    </message>
    <message>
        <source>Copy R_w</source>
        <translation>复制 R_w</translation>
    </message>
    <message>
        <source>Copy R_l</source>
        <translation>复制 R_l</translation>
    </message>
</context>
<context>
    <name>m3po::AnswerScores</name>
    <message>
        <source>Scores of both answers</source>
        <translation>两个回答的分数</translation>
    </message>
    <message>
        <source>%1: R_w %2, R_l %3</source>
        <translation>%1：R_w %2，R_l %3</translation>
    </message>
    <message>
        <source>%1
R_w %2
R_l %3
%4</source>
        <translation>%1
R_w %2
R_l %3
%4</translation>
    </message>
</context>
<context>
    <name>m3po::AnswersModel</name>
    <message>
        <source>broken</source>
        <translation>变错</translation>
    </message>
    <message>
        <source>both wrong</source>
        <translation>都错</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>改正</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>both right</source>
        <translation>都对</translation>
    </message>
    <message>
        <source>question %1</source>
        <translation>问题 %1</translation>
    </message>
    <message>
        <source>%1
read as: %2</source>
        <translation>%1
读作：%2</translation>
    </message>
    <message>
        <source>log P(yes) − log P(no) at the answer&apos;s first token, of %1</source>
        <translation>回答首个词元处的 log P(是) − log P(否)，属于 %1</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Log odds
of yes</source>
        <translation>“是”的
对数几率</translation>
    </message>
    <message>
        <source>Log odds
first</source>
        <translation>对数几率
第一</translation>
    </message>
    <message>
        <source>Log odds
second</source>
        <translation>对数几率
第二</translation>
    </message>
</context>
<context>
    <name>m3po::AnswersView</name>
    <message>
        <source>All answers</source>
        <translation>所有回答</translation>
    </message>
    <message>
        <source>Wrong in either</source>
        <translation>任一有错</translation>
    </message>
    <message>
        <source>Broken by tuning</source>
        <translation>因调优而变错</translation>
    </message>
    <message>
        <source>Fixed by tuning</source>
        <translation>因调优而改正</translation>
    </message>
    <message>
        <source>Texts differ</source>
        <translation>文本不同</translation>
    </message>
    <message>
        <source>Which answers</source>
        <translation>哪些回答</translation>
    </message>
    <message>
        <source>Broken: the first is right and the second wrong. Fixed: the other way round.</source>
        <translation>变错：第一个正确而第二个错误。改正：反之。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter answers by text</source>
        <translation>按文本筛选回答</translation>
    </message>
    <message>
        <source>The question and its answers in full</source>
        <translation>问题及其回答的全文</translation>
    </message>
    <message>
        <source>Answers side by side</source>
        <translation>回答并排</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Choose a row above to read its answers, or two rows to see them beside each other.</source>
        <translation>在上方选择一行以阅读其回答，或选择两行以并排查看。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln questions</source>
        <translation>
            <numerusform>%Ln 个问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln questions</source>
        <translation>
            <numerusform>%1，共 %Ln 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 fixed, %2 broken</source>
        <translation>改正 %1，变错 %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not judged</source>
        <translation>
            <numerusform>%Ln 个未判定</numerusform>
        </translation>
    </message>
    <message>
        <source>An older version kept them without a verdict. The same evaluation, started again, adds it without asking anything twice.</source>
        <translation>较旧的版本保存它们时没有判定。再次启动同一评测即可补上，不会重复提问。</translation>
    </message>
    <message>
        <source>Question %1. The project keeps neither its text nor its picture: an older version evaluated it. The same evaluation, started again, adds them without asking anything twice.</source>
        <translation>问题 %1。项目中既没有其文本也没有其图像：它由较旧的版本评测。再次启动同一评测即可补上，不会重复提问。</translation>
    </message>
    <message>
        <source>Label: %1</source>
        <translation>标签：%1</translation>
    </message>
    <message>
        <source>%1 has not answered it.</source>
        <translation>%1 没有回答它。</translation>
    </message>
    <message>
        <source>read as: %1</source>
        <translation>读作：%1</translation>
    </message>
    <message>
        <source>log odds of yes: %1</source>
        <translation>“是”的对数几率：%1</translation>
    </message>
</context>
<context>
    <name>m3po::AuditPanel</name>
    <message>
        <source>Nothing is left to take back.</source>
        <translation>没有可撤销的内容了。</translation>
    </message>
    <message>
        <source>Nothing was taken back.</source>
        <translation>没有被撤销的内容。</translation>
    </message>
    <message>
        <source>Audited selection</source>
        <translation>被审核的选择</translation>
    </message>
    <message>
        <source>The saved selection whose pairs are audited</source>
        <translation>要审核其偏好对的已保存选择</translation>
    </message>
    <message>
        <source>Pairs without a verdict</source>
        <translation>尚无结论的偏好对</translation>
    </message>
    <message>
        <source>Pairs that are kept: as they were, swapped or edited</source>
        <translation>保留的偏好对：保持原样、已交换或已编辑</translation>
    </message>
    <message>
        <source>Pairs that are left out</source>
        <translation>舍去的偏好对</translation>
    </message>
    <message>
        <source>Pairs to be looked at again, whatever the verdict</source>
        <translation>无论结论如何都要再看的偏好对</translation>
    </message>
    <message>
        <source>All pairs</source>
        <translation>所有偏好对</translation>
    </message>
    <message>
        <source>Take the filter away</source>
        <translation>取消筛选</translation>
    </message>
    <message>
        <source>Audit all pairs of the selection</source>
        <translation>审核此选择的所有偏好对</translation>
    </message>
    <message>
        <source>What the audit says</source>
        <translation>审核的消息</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Reviewed pairs</source>
        <translation>已审核的偏好对</translation>
    </message>
    <message>
        <source>How often you agree with the selection</source>
        <translation>您与选择的一致程度</translation>
    </message>
    <message>
        <source>Pairs that you accepted as they were selected, of those with a verdict: by thirds of the selection&apos;s pairs by S, and by which answer the model prefers</source>
        <translation>在有结论的偏好对中，您按原样接受的比例：按选择中偏好对的 S 三等分，以及按模型偏好哪个回答</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
    <message>
        <source>An audit goes through the pairs of a selection. There are no candidates yet to select from.</source>
        <translation>审核是逐一查看一个选择中的偏好对。目前还没有可供选取的候选回答。</translation>
    </message>
    <message>
        <source>Generate candidates…</source>
        <translation>生成候选回答…</translation>
    </message>
    <message>
        <source>An audit goes through the pairs of a selection. The candidates have no scores yet to select by.</source>
        <translation>审核是逐一查看一个选择中的偏好对。候选回答还没有可供选取的评分。</translation>
    </message>
    <message>
        <source>Score candidates…</source>
        <translation>为候选回答评分…</translation>
    </message>
    <message>
        <source>An audit goes through the pairs of a saved selection, and none has been saved yet.</source>
        <translation>审核是逐一查看已保存选择中的偏好对，而目前还没有保存任何选择。</translation>
    </message>
    <message>
        <source>Save the selection…</source>
        <translation>保存选择…</translation>
    </message>
    <message>
        <source>Reading the pairs of “%1”…</source>
        <translation>正在读取“%1”的偏好对…</translation>
    </message>
    <message>
        <source>“%1” has no pairs.</source>
        <translation>“%1”没有偏好对。</translation>
    </message>
    <message>
        <source>“%1” has no pair of this sample.</source>
        <translation>“%1”没有此样本的偏好对。</translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation>下一个偏好对</translation>
    </message>
    <message>
        <source>“%1” has no pair among the samples that are left.</source>
        <translation>在剩余的样本中，“%1”没有偏好对。</translation>
    </message>
    <message>
        <source>No pair is pending: all %1 have their verdict.</source>
        <translation>没有待审核的偏好对：全部 %1 个都已有结论。</translation>
    </message>
    <message>
        <source>None of %1 pairs has been accepted yet.</source>
        <translation>%1 个偏好对中还没有被接受的。</translation>
    </message>
    <message>
        <source>None of %1 pairs has been rejected.</source>
        <translation>%1 个偏好对中没有被拒绝的。</translation>
    </message>
    <message>
        <source>None of %1 pairs is flagged.</source>
        <translation>%1 个偏好对中没有被标记的。</translation>
    </message>
    <message>
        <source>Show all pairs</source>
        <translation>显示所有偏好对</translation>
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
        <source>Flagged</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1 of %2 reviewed</source>
        <translation>已审核 %1，共 %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1，共 %2</translation>
    </message>
    <message>
        <source>You agree in %1 (%2 %); by S: low %3, middle %4, high %5; the model prefers R_l %6, R_w %7</source>
        <translation>您同意 %1（%2 %）；按 S：低 %3，中 %4，高 %5；模型偏好 R_l 时 %6，偏好 R_w 时 %7</translation>
    </message>
    <message>
        <source>Answer %1 is R_l of this pair.</source>
        <translation>回答 %1 是此偏好对的 R_l。</translation>
    </message>
    <message>
        <source>Answer %1 is R_w of this pair.</source>
        <translation>回答 %1 是此偏好对的 R_w。</translation>
    </message>
    <message>
        <source>This is the last pair of the queue.</source>
        <translation>这是队列中的最后一个偏好对。</translation>
    </message>
    <message>
        <source>This is the first pair of the queue.</source>
        <translation>这是队列中的第一个偏好对。</translation>
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
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>接受(&amp;A)</translation>
    </message>
    <message>
        <source>Keep the pair as it is seen, and go on</source>
        <translation>按现在所见保留此偏好对，并继续</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>拒绝(&amp;R)</translation>
    </message>
    <message>
        <source>Leave the pair out, and go on</source>
        <translation>舍去此偏好对，并继续</translation>
    </message>
    <message>
        <source>&amp;Swap</source>
        <translation>交换(&amp;S)</translation>
    </message>
    <message>
        <source>Exchange R_w and R_l, and go on</source>
        <translation>交换 R_w 和 R_l，并继续</translation>
    </message>
    <message>
        <source>&amp;Flag</source>
        <translation>标记(&amp;F)</translation>
    </message>
    <message>
        <source>Mark the pair to be looked at again, or take the mark away</source>
        <translation>标记此偏好对以便再看，或取消标记</translation>
    </message>
    <message>
        <source>&amp;Edit texts</source>
        <translation>编辑文本(&amp;E)</translation>
    </message>
    <message>
        <source>Write either answer anew</source>
        <translation>重写任一回答</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <source>Write a note on the pair</source>
        <translation>为此偏好对写备注</translation>
    </message>
    <message>
        <source>&amp;Undo verdict</source>
        <translation>撤销结论(&amp;U)</translation>
    </message>
    <message>
        <source>Take back what was said last</source>
        <translation>撤回上一次的结论</translation>
    </message>
    <message>
        <source>Re&amp;do verdict</source>
        <translation>重做结论(&amp;D)</translation>
    </message>
    <message>
        <source>Say again what was taken back</source>
        <translation>重新给出被撤回的结论</translation>
    </message>
    <message>
        <source>Ne&amp;xt pair</source>
        <translation>下一个偏好对(&amp;X)</translation>
    </message>
    <message>
        <source>The next pair of the queue</source>
        <translation>队列中的下一个偏好对</translation>
    </message>
    <message>
        <source>&amp;Previous pair</source>
        <translation>上一个偏好对(&amp;P)</translation>
    </message>
    <message>
        <source>The pair of the queue before this one</source>
        <translation>队列中的上一个偏好对</translation>
    </message>
    <message>
        <source>Picture at full si&amp;ze</source>
        <translation>图像原始大小(&amp;Z)</translation>
    </message>
    <message>
        <source>Show the picture at full size; hold Space for a moment&apos;s look</source>
        <translation>以原始大小显示图像；按住空格可临时查看</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>按键(&amp;K)…</translation>
    </message>
    <message>
        <source>The list of keys</source>
        <translation>按键列表</translation>
    </message>
    <message>
        <source>R_w: answer %1</source>
        <translation>R_w：回答 %1</translation>
    </message>
    <message>
        <source>R_l: answer %1</source>
        <translation>R_l：回答 %1</translation>
    </message>
    <message>
        <source>Take this answer, by MAS, as R_w</source>
        <translation>将此回答（按 MAS 计）作为 R_w</translation>
    </message>
    <message>
        <source>Take this answer, by MAS, as R_l</source>
        <translation>将此回答（按 MAS 计）作为 R_l</translation>
    </message>
    <message>
        <source>Keys of the audit</source>
        <translation>审核的按键</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>1 … 9</source>
        <translation>1 … 9</translation>
    </message>
    <message>
        <source>Take the answer of that number as R_l</source>
        <translation>将该编号的回答作为 R_l</translation>
    </message>
    <message>
        <source>Shift+1 … 9</source>
        <translation>Shift+1 … 9</translation>
    </message>
    <message>
        <source>Take the answer of that number as R_w</source>
        <translation>将该编号的回答作为 R_w</translation>
    </message>
    <message>
        <source>Ctrl+Return, Escape</source>
        <translation>Ctrl+回车、Esc</translation>
    </message>
    <message>
        <source>Keep an edited text; leave it as it was</source>
        <translation>保留编辑后的文本；或保持原样</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>m3po::AuditQueue</name>
    <message>
        <source>pending</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>swapped</source>
        <translation>已交换</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>Pair %1 of %2: %3</source>
        <translation>偏好对 %1，共 %2：%3</translation>
    </message>
    <message>
        <source>%1, flagged</source>
        <translation>%1，已标记</translation>
    </message>
</context>
<context>
    <name>m3po::AuditSession</name>
    <message>
        <source>Not kept: %1</source>
        <translation>未保留：%1</translation>
    </message>
</context>
<context>
    <name>m3po::Bars</name>
    <message>
        <source>Evaluations as bars</source>
        <translation>以条形表示的评测</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>benchmark, figure</comment>
        <translation>%1，%2</translation>
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
    <name>m3po::CompareSelections</name>
    <message>
        <source>Show in the library</source>
        <translation>在样本库中显示</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Compare saved selections</source>
        <translation>比较已保存的选择</translation>
    </message>
    <message>
        <source>First selection</source>
        <translation>第一个选择</translation>
    </message>
    <message>
        <source>Second selection</source>
        <translation>第二个选择</translation>
    </message>
    <message>
        <source>What they have in common</source>
        <translation>它们的共同之处</translation>
    </message>
    <message>
        <source>Leave only these samples in the library</source>
        <translation>样本库中只保留这些样本</translation>
    </message>
    <message>
        <source>Read these pairs one by one, as the first selection has them; those that it lacks, as the second has them</source>
        <translation>逐一阅读这些偏好对，按第一个选择中的样子；其中没有的，按第二个选择中的样子</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>偏好对</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>%</source>
        <comment>share</comment>
        <translation>%</translation>
    </message>
    <message>
        <source>Samples by what the two selections make of them</source>
        <translation>按两个选择的结果划分的样本</translation>
    </message>
    <message>
        <source>compared selections</source>
        <translation>比较的选择</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二</translation>
    </message>
    <message>
        <source>There is no saved selection yet.</source>
        <translation>还没有已保存的选择。</translation>
    </message>
    <message>
        <source>Neither has a pair.</source>
        <translation>两者都没有偏好对。</translation>
    </message>
    <message>
        <source>%1 % of %2 samples with a pair have the same one. Of the others that have one in both, %3 have another R_w, %4 another R_l.</source>
        <translation>在有偏好对的 %2 个样本中，%1 % 的偏好对相同。其余在两者中都有偏好对的，%3 个 R_w 不同，%4 个 R_l 不同。</translation>
    </message>
    <message>
        <source>the same in both</source>
        <translation>两者相同</translation>
    </message>
    <message>
        <source>other ones</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>only in “%1”</source>
        <translation>仅在“%1”中</translation>
    </message>
    <message>
        <source>pairs that “%1” and “%2” share</source>
        <translation>“%1”和“%2”共有的偏好对</translation>
    </message>
    <message>
        <source>pairs that differ between “%1” and “%2”</source>
        <translation>“%1”和“%2”之间不同的偏好对</translation>
    </message>
    <message>
        <source>pairs of “%1” that “%2” lacks</source>
        <translation>“%1”有而“%2”没有的偏好对</translation>
    </message>
</context>
<context>
    <name>m3po::ComponentLegend</name>
    <message>
        <source>Components of the MAS</source>
        <translation>MAS 的分量</translation>
    </message>
    <message>
        <source>Each part of a bar is a component&apos;s share of the MAS: %1</source>
        <translation>条形的每一段是一个分量在 MAS 中所占的份额：%1</translation>
    </message>
</context>
<context>
    <name>m3po::CurvePlot</name>
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
    <name>m3po::EvaluationPanel</name>
    <message>
        <source>No evaluation yet. A model, with an adapter and without, answers a benchmark&apos;s questions; its figures stand here as a table and as bars, its answers beside each other.</source>
        <translation>还没有评测。模型带适配器和不带适配器分别回答基准测试的问题；其指标会以表格和条形显示在这里，其回答并排显示。</translation>
    </message>
    <message>
        <source>Evaluate…</source>
        <translation>评测…</translation>
    </message>
    <message>
        <source>Evaluations by model and adapter</source>
        <translation>按模型和适配器的评测</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>What the number was made by</source>
        <translation>此数值的来源</translation>
    </message>
    <message>
        <source>Click a number to see what it was made by.</source>
        <translation>点击一个数值以查看其来源。</translation>
    </message>
</context>
<context>
    <name>m3po::HeatLegend</name>
    <message>
        <source>Colours of the tokens</source>
        <translation>词元的颜色</translation>
    </message>
    <message>
        <source>A token&apos;s probability, from 1 to %1 and below: the stronger the colour, the less likely. Its log-probability is in its tool tip.</source>
        <translation>词元的概率，从 1 到 %1 及以下：颜色越深，概率越低。其对数概率见提示框。</translation>
    </message>
    <message>
        <source>likely: 1</source>
        <translation>很可能：1</translation>
    </message>
    <message>
        <source>%1 and less</source>
        <comment>a probability</comment>
        <translation>%1 及以下</translation>
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
    <message numerus="yes">
        <source>%Ln pairs up to %1</source>
        <translation>
            <numerusform>%Ln 个偏好对不超过 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs from %1 on</source>
        <translation>
            <numerusform>%Ln 个偏好对不低于 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs from %1 to %2</source>
        <translation>
            <numerusform>%Ln 个偏好对从 %1 到 %2</numerusform>
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
        <source>any</source>
        <comment>end of a range</comment>
        <translation>任意</translation>
    </message>
    <message>
        <source>From this value on; empty for any</source>
        <translation>从此值起；留空为任意</translation>
    </message>
    <message>
        <source>Up to this value; empty for any</source>
        <translation>至此值为止；留空为任意</translation>
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
    <message>
        <source>Last imported first</source>
        <translation>最后导入者在前</translation>
    </message>
    <message>
        <source>Instruction, from the end</source>
        <translation>指令，倒序</translation>
    </message>
    <message>
        <source>S, lowest first</source>
        <translation>S，从低到高</translation>
    </message>
    <message>
        <source>Surest of R_w first</source>
        <translation>对 R_w 最有把握者在前</translation>
    </message>
    <message>
        <source>MAS of R_w, lowest first</source>
        <translation>R_w 的 MAS，从低到高</translation>
    </message>
    <message>
        <source>Disagreement, narrowest first</source>
        <translation>分歧，从小到大</translation>
    </message>
    <message>
        <source>Export “%1” as CSV…</source>
        <translation>将“%1”导出为 CSV…</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
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
    <message>
        <source>Audit</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评测</translation>
    </message>
    <message>
        <source>This project says that its images lie in %1, which is outside of its own folder and was not chosen on this machine. If the project is from somebody whom you do not trust, leave them hidden.</source>
        <translation>此项目称其图像位于 %1，该处在项目自身的文件夹之外，且并非在本机上选定。如果项目来自您不信任的人，请保持隐藏。</translation>
    </message>
    <message>
        <source>Images elsewhere</source>
        <translation>其他位置的图像</translation>
    </message>
    <message>
        <source>Show images from there</source>
        <translation>显示该处的图像</translation>
    </message>
    <message>
        <source>Leave hidden</source>
        <translation>保持隐藏</translation>
    </message>
    <message>
        <source>Co&amp;mpare saved selections…</source>
        <translation>比较已保存的选择(&amp;M)…</translation>
    </message>
    <message>
        <source>E&amp;xport this table or plot…</source>
        <translation>导出此表格或图表(&amp;X)…</translation>
    </message>
    <message>
        <source>Click the table or the plot that you want as a file, then export it.</source>
        <translation>点击想要导出的表格或图表，然后导出。</translation>
    </message>
    <message>
        <source>&amp;Evaluate…</source>
        <translation>评测(&amp;E)…</translation>
    </message>
    <message>
        <source>Choose R_&amp;l</source>
        <translation>选取 R_l(&amp;L)</translation>
    </message>
    <message>
        <source>Choose R_&amp;w</source>
        <translation>选取 R_w(&amp;W)</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评测</translation>
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
        <source>Margin</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>%1

margin %2 at step %3, %4 at step %5

R_w: %6

R_l: %7</source>
        <translation>%1

第 %3 步的间隔为 %2，第 %5 步为 %4

R_w：%6

R_l：%7</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
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
    <name>m3po::PairEditor</name>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Keep both texts (Ctrl+Return)</source>
        <translation>保留两段文本 (Ctrl+回车)</translation>
    </message>
    <message>
        <source>Forget what was written (Escape)</source>
        <translation>放弃所写内容 (Esc)</translation>
    </message>
    <message>
        <source>Text of R_w</source>
        <translation>R_w 的文本</translation>
    </message>
    <message>
        <source>Text of R_l</source>
        <translation>R_l 的文本</translation>
    </message>
</context>
<context>
    <name>m3po::PairView</name>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Why this pair</source>
        <translation>为何是此偏好对</translation>
    </message>
    <message>
        <source>What was said of this pair</source>
        <translation>对此偏好对的结论</translation>
    </message>
    <message>
        <source>The sample&apos;s answers, by MAS</source>
        <translation>此样本的回答，按 MAS 排序</translation>
    </message>
    <message>
        <source>Note (N)</source>
        <translation>备注 (N)</translation>
    </message>
    <message>
        <source>A note on this pair (N). Return keeps it, Escape leaves it as it was.</source>
        <translation>此偏好对的备注 (N)。回车保留，Esc 保持原样。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
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
        <source>An answer without a text cannot be learned from. Write one, or leave with Escape.</source>
        <translation>没有文本的回答无法用于学习。请写一段，或按 Esc 离开。</translation>
    </message>
    <message>
        <source>Both texts are the same: there is nothing to prefer. Change one, or leave with Escape.</source>
        <translation>两段文本相同：无从偏好。请修改其一，或按 Esc 离开。</translation>
    </message>
</context>
<context>
    <name>m3po::RankedAnswersModel</name>
    <message>
        <source>×%1  %2</source>
        <translation>×%1  %2</translation>
    </message>
    <message>
        <source>%1

Double click: R_l; with Shift: R_w</source>
        <translation>%1

双击：作为 R_l；按住 Shift：作为 R_w</translation>
    </message>
    <message>
        <source>By MAS; 1 to 9 choose R_l, with Shift R_w</source>
        <translation>按 MAS 排序；1 至 9 选为 R_l，加 Shift 选为 R_w</translation>
    </message>
    <message>
        <source>S against R_w, by the equation</source>
        <translation>按公式，相对 R_w 的 S</translation>
    </message>
    <message>
        <source>#</source>
        <translation>序号</translation>
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
        <source>Answer</source>
        <translation>回答</translation>
    </message>
</context>
<context>
    <name>m3po::ResultsModel</name>
    <message>
        <source>%1 …</source>
        <comment>answers so far</comment>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>Not evaluated</source>
        <translation>未评测</translation>
    </message>
    <message>
        <source>The best of its column.</source>
        <translation>该列中的最佳值。</translation>
    </message>
    <message>
        <source>Click: what it was made by</source>
        <translation>点击：其来源</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Asked with: %1</source>
        <translation>提问方式：%1</translation>
    </message>
    <message>
        <source>More is better; the best is bold.</source>
        <translation>越大越好；最佳值以粗体显示。</translation>
    </message>
    <message>
        <source>Less is better; the best is bold.</source>
        <translation>越小越好；最佳值以粗体显示。</translation>
    </message>
    <message>
        <source>Neither more nor less is better.</source>
        <translation>大小均无优劣。</translation>
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
    <message>
        <source>Thins the pairs at random until R_w is longer as often as it is shorter, so that length alone does not teach. RLAIF-V does so; the paper does not.</source>
        <translation>随机剔除偏好对，直到 R_w 较长与较短的次数相等，使长度本身不起教导作用。RLAIF-V 这样做；论文没有。</translation>
    </message>
    <message>
        <source>Agreement over α and δ</source>
        <translation>α 和 δ 上的一致率</translation>
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
    <message>
        <source>One a line</source>
        <translation>每行一个</translation>
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
