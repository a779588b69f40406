<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>QObject</name>
    <message>
        <source>%1 could not be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunsModel</name>
    <message>
        <source>planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>The model answers each of the %1 samples several times. What is there already is not made again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingFields</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s name in the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The saved selection whose pairs are trained on. It is frozen first, so that what was trained on stays known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of the vision-language model that is tuned: the one that gave the candidates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of the run: adapter, checkpoints, metrics.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dpo: prefer R_w to R_l. sft: learn R_w alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sigmoid is DPO&apos;s. Several are a sum with weights: sigmoid:1,sft:0.1. For objective dpo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beta of DPO: how strongly the model is held to its reference. Larger: closer to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The inner width of a new adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA alpha</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter&apos;s output is scaled by alpha / rank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs an optimizer step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the end of the warm-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over the pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer steps, instead of epochs. Empty: by epochs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the steps in which the learning rate rises, rounded up. From 1 on: steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the learning rate falls after the warm-up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of AdamW.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradients are clipped to it. 0: not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the adapter&apos;s inputs that is dropped, below 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target modules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names (q_proj,v_proj) or one regular expression over full names. Empty: every projection of the language model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics, and the memory of sft, go by so many pairs. Empty: the whole batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of pairs that are taken to be the wrong way round, for the loss robust; below 0.5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of an adapter to start from. Empty: a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>base: the model without its adapter. initial: with the adapter to start from, as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the adapter, the order of the pairs, and dropout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between checkpoints. Empty: by time alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes between checkpoints, at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name or a file. Empty: the model folder&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the training runs. auto: on a GPU where there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto: float32 on a CPU, bfloat16 on a GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs are taken in the selection&apos;s order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignore EXIF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images are not turned as their EXIF orientation says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With objective sft: every weight of the language model, no adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no loss. There are: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight of %1 is a number, as in sigmoid:1,sft:0.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole number is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number is expected, such as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number above %1 is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number from %1 on is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number up to %1 is expected.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po</name>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the model runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of a LLaVA-type model in Hugging Face&apos;s layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of a LoRA adapter to put on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper takes 32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divides the logits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The likeliest tokens that reach this sum; 1 is off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest answer, tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer that is longer is cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the random numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continuations at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes speed and memory only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluators that are not the model in tuning give each candidate its components of the MAS. A CLIP model measures visual relevance; a judge measures semantic accuracy and instruction adherence. One of them is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CLIP model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of a CLIP model, for visual relevance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of a vision-language model that is asked about each answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From cosine to score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear is (1 + cos) / 2, clipscore is w max(0, cos), at most 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes a preference set, as it was frozen, in a form that other trainers read. Without a frozen set, freeze a selection first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preference set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trl: JSON lines for TRL; llama-factory: ShareGPT pairs with dataset_info.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder to write to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds samples, or a preference set. Rows that are there already stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LLaVA-Instruct or ShareGPT4V JSON, LLaVA questions, TRL or LLaMA-Factory pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data sets (*.json *.jsonl)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What image names are relative to; else the project&apos;s folder of images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::CandidatesModel</name>
    <message>
        <source>MAS %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>log P %1, sum over %n token(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>S %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R_w, the best answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R_l, the hard negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::CandidatesPanel</name>
    <message>
        <source>Instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No candidates yet. The model can answer each sample 32 times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate candidates…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stronger colour: a less likely token; its log-probability is in the tool tip.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::CurvePlot</name>
    <message>
        <source>Export “%1”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%2 step %3: %4</source>
        <comment>run, side, step, value</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::Curves</name>
    <message>
        <source>No run is shown. Start one on the left, or check some in the table below: their loss, rewards, margins, accuracies, log-probabilities, learning rate and gradient norm appear here while they train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reward margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rewards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reward accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log-probabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seconds a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing of the curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponential smoothing, corrected for its beginning; the raw line stays faint behind it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values under the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a curve means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In %1 the reward of R_w falls while the margin grows: the model makes R_l less likely faster than R_w. DPO rewards the difference alone, so this is usual; it hurts when answers become short or odd. A larger β, a lower learning rate, or the loss sigmoid:1,sft:0.1 holds R_w up.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::HeatText</name>
    <message>
        <source>Answer, tokens coloured by log-probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a candidate to read its answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log P %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::HistogramView</name>
    <message>
        <source>%1 pairs between %2 and %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::ImageView</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel: zoom; drag: move; 0: fit; Space: full size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sample is chosen. Choose one in the library.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::JobQueue</name>
    <message>
        <source>Stopped when the worker ended. Resume it to go on from where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled before it began.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped; what was done is kept. Resume it to go on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker did not understand the window: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the request and start it again; nothing was stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend the named file or row, then resume; what was stored before stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back what is missing, or name another place, then resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space or check the disk, then resume; what was stored before stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program cannot do that; the project is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name, or wait for the other program, then resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a mistake in the program; the log has more. What was stored stays, and resuming may help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 It is started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 It was the second time within a minute, so it is not started again; resume a job to try once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Resume to go on from where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of an earlier sitting. Resume it to go on from where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>stage, done</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <comment>stage, done, total</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::JobStrip</name>
    <message>
        <source>Progress of the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job that runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End at the group&apos;s end; what was done is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the queue and what the job says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 spent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on from where it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold still between two groups, with the models kept in memory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log of the job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the chosen job says stands here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the job stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened to the worker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold still between two groups, with the models kept in memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on from where it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop job and keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End at the group&apos;s end; what was done is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove job from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take one that is over from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No job yet. Generating, scoring, training, evaluating and exporting run here, one after the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>job, state</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::LibraryDelegate</name>
    <message>
        <source>no picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::LibraryFilters</name>
    <message>
        <source>Any review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter samples by review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said in the audit of the selection that is compared with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS of R_w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS of the best answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S of R_l</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the hard negative was chosen by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap of MAS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS(R_w) − MAS(R_l)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gap of log P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log P(R_w) − log P(R_l); below 0 the model prefers R_l</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log P of R_w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How likely the best answer is to the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the evaluators: the widest gap between two components of the MAS of one candidate, over the sample&apos;s candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter samples by a score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From this value on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to this value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::LibraryModel</name>
    <message>
        <source>has a pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; %2, changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::LibraryPanel</name>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter samples by text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pair changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter samples by state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S, highest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS gap, widest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS gap, narrowest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surest of R_l first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS of R_w, highest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disagreement, widest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all samples again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by review and by scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved views: filters and order under a name, kept in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All samples, as imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters •</source>
        <comment>some are in use</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its filters and its order are kept under this name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was saved by another version, which knows filters that this one lacks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project is open. Open one from the Project menu, or drop it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project has no samples yet. Import a data set (Project: Import…).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sample is left. Clear the filter to see all of them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::MainWindow</name>
    <message>
        <source>What is happening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The demo runs. Its project opens as soon as there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 samples, %2 candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects (*.m3po)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A job is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What shall become of the jobs that are not over? Nothing that they have stored is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave them running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause until the next start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting until the job&apos;s group is stored…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Freeze…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;changed pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;udit changed pairs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;all samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Explore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M3PO Workbench %1

Carries out “M3PO: Multimodal-Model-Guided Preference Optimization for Visual Instruction Following”.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export pairs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Generate candidates…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Score candidates…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Train…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D&amp;ark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every action by a few letters of its name (Ctrl+Shift+P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no preference set yet. Freeze a selection (Selection: Freeze…), then export it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::MovedPairs</name>
    <message>
        <source>Audit these pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margins that moved most and least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moved pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show these pairs in the audit, as the selection has them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run in the table below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tells nothing of single pairs: it trains no pairs, or was made by an older version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of %1. A reward margin is β times how far R_w has gained on R_l against the reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pairs that “%1” moved most and least</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::MovedPairsModel</name>
    <message>
        <source>margin %1 at step %2, %3 at step %4

R_w: %5

R_l: %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pair</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::NewProject</name>
    <message>
        <source>Data sets (*.json *.jsonl)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects (*.m3po)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;A data set:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;One question for every image:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Nothing yet; I shall import later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A project is one file. It refers to a folder of images, which are never changed, and keeps everything else: samples, candidates, scores, pairs and training runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe the image in detail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question for every image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LLaVA-Instruct, ShareGPT4V, LLaVA questions, TRL or LLaMA-Factory pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of &amp;images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is asked about them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Project file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The commands that this stands for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The commands that this stands for:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still missing: the folder of images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: there is no such folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still missing: the data set, or choose one of the other two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: there is no such file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still missing: the question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still missing: the project file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is there already; choose another name, or open it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::NumberSlider</name>
    <message>
        <source>Arrows: 0.01, Shift: 0.1; double click: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, exact</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::Plot</name>
    <message>
        <source>%1: a name that ends in .png, .svg or .pdf was expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another folder, or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::RunsModel</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked runs are drawn over each other. Double click: start one like this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begun</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::ScatterPanel</name>
    <message>
        <source>Pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The candidates of the sample in view, and the equation as lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole corpus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The candidates of all samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark R_w and R_l of the selection among the points of the whole corpus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the plot as PNG, SVG or PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the scatter shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scatter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::ScatterPlot</name>
    <message>
        <source>No sample is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No candidate of this sample has both a MAS and a log P yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 candidates; no pair: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 candidates; W: R_w, the best answer; L: R_l, the hard negative, S %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log P(R_w) − δ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brush: MAS %1–%2, log P %3–%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scatter of MAS and log-probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No candidates yet. Generate some, and they appear here as points of MAS and log P.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selection is being computed…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 candidates are being sorted…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No candidate has both a MAS and a log P yet. Score them, and they appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log P(R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log P(R) per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>density of %1 points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; R_w (disc) and R_l (ring) of %1 pairs are drawn once fewer than %2 are in view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; R_w (disc) and R_l (ring) of the filtered samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; disc: R_w, ring: R_l</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::SelectionPanel</name>
    <message>
        <source>Alpha</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimum gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as many longer as shorter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S(R_l)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MAS(R_w) − MAS(R_l)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log P(R_w) − log P(R_l)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max(0, x)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>x, as penalty and bonus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store this selection in the project under a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a preference set of a saved selection, which training reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave only the samples whose pair differs in the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>α</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>δ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of the MAS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pairs yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates and their scores make a selection: generate them, then score them (menu Run).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pairs of %2 samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 differ from “%2”: %3 gained, %4 lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model prefers R_l in %1 of the pairs (%2 per token)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R_w has %1 tokens, R_l %2; R_w is longer in %3, shorter in %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 without a pair: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pairs that differ from “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze a selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its pairs become a preference set of the same name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit the changed pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An audit is of a saved selection. Save this one as:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selection</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::StageForm</name>
    <message>
        <source>The command line that this stands for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command line that this stands for:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still missing: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: there is no such folder (%2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: there is no such file (%2).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::StartPage</name>
    <message>
        <source>M3PO Workbench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preference pairs mined from a vision-language model&apos;s own answers: audit the hard negatives, steer α and δ, train, export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a folder of images and what is asked about them (Ctrl+N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open a project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A .m3po file (Ctrl+O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the &amp;demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper&apos;s whole loop on scenes that the program draws, with models that come with it; about ten minutes on two cores, and to be looked at meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or drop here: a project, a folder of images, or a data set (LLaVA JSON, JSON lines).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet. The demo is a good first one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is happening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2 · %3</source>
        <comment>name, folder, date</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not there now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::TrainingForm</name>
    <message>
        <source>%1 GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the selection of now…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command line that this stands for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it will cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it cannot start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 The paper&apos;s value is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 By default %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the standard value: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the paper&apos;s value, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the standard value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no saved selection yet. Its pairs are what is trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run named “%1” is there already. Choose another name, or resume it in the table of runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no model was found there; a folder with a config.json was expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run needs a folder for its output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pairs, %2 steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 of memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory: the model&apos;s folder does not tell its sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 by the last run&apos;s speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time: not known before a first run on this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights %1, adapter %2, gradients and optimizer %3, activations %4, images %5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::TrainingPanel</name>
    <message>
        <source>Training runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold still between two steps, with the model kept in memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop training and keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End after this step; the checkpoint stays, and resuming goes on from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on from the last checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start one like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the form with this run&apos;s parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::WorkerProcess</name>
    <message>
        <source>it did not end when asked to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it says nothing that makes sense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it speaks version %1 of the protocol, this window version %2; install both from one package</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has fallen silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no such program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be started: %2. Nothing in the project was touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker died: %1. What it had stored is safe; only the group that it was at is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was killed, perhaps because memory ran out; smaller batches or fewer slots need less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it gave up on itself (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it did not say why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it crashed; this is a mistake in the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was asked to end by another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signal %1 ended it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a library that it needs was not found (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it ended with code %1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>m3po::Workspace</name>
    <message>
        <source>There is no selection to save yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Audit, steer and export preference pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the project file to open; else the one that was open last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run the demo in this folder as a job, and open its project; what follows -- are options of m3po demo run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write pictures of every panel on PROJECT into this folder, and end</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
