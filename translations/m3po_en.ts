<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>EvaluationTable</name>
    <message numerus="yes">
        <source>%1: not done yet, %Ln answers are kept</source>
        <comment>benchmark</comment>
        <translation>
            <numerusform>%1: not done yet, %Ln answer is kept</numerusform>
            <numerusform>%1: not done yet, %Ln answers are kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message numerus="yes">
        <source>The model answers each of %Ln samples several times. What is there already is not made again.</source>
        <translation>
            <numerusform>The model answers %Ln sample several times. What is there already is not made again.</numerusform>
            <numerusform>The model answers each of %Ln samples several times. What is there already is not made again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::AnswersView</name>
    <message numerus="yes">
        <source>%Ln questions</source>
        <translation>
            <numerusform>%Ln question</numerusform>
            <numerusform>%Ln questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln questions</source>
        <translation>
            <numerusform>%1 of %Ln question</numerusform>
            <numerusform>%1 of %Ln questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not judged</source>
        <translation>
            <numerusform>%Ln not judged</numerusform>
            <numerusform>%Ln not judged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::CandidatesModel</name>
    <message numerus="yes">
        <source>log P %1, sum over %n token(s)</source>
        <translation>
            <numerusform>log P %1, sum over %n token</numerusform>
            <numerusform>log P %1, sum over %n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::HistogramView</name>
    <message numerus="yes">
        <source>%Ln pairs between %1 and %2</source>
        <translation>
            <numerusform>%Ln pair between %1 and %2</numerusform>
            <numerusform>%Ln pairs between %1 and %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs up to %1</source>
        <translation>
            <numerusform>%Ln pair up to %1</numerusform>
            <numerusform>%Ln pairs up to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs from %1 on</source>
        <translation>
            <numerusform>%Ln pair from %1 on</numerusform>
            <numerusform>%Ln pairs from %1 on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs from %1 to %2</source>
        <translation>
            <numerusform>%Ln pair from %1 to %2</numerusform>
            <numerusform>%Ln pairs from %1 to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::LibraryPanel</name>
    <message numerus="yes">
        <source>%Ln samples</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::MainWindow</name>
    <message numerus="yes">
        <source>%Ln samples</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidates</source>
        <translation>
            <numerusform>%Ln candidate</numerusform>
            <numerusform>%Ln candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::ScatterPlot</name>
    <message numerus="yes">
        <source>%Ln candidates; no pair: %1</source>
        <translation>
            <numerusform>%Ln candidate; no pair: %1</numerusform>
            <numerusform>%Ln candidates; no pair: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidates; W: R_w, the best answer; L: R_l, the hard negative, S %1</source>
        <translation>
            <numerusform>%Ln candidate; W: R_w, the best answer; L: R_l, the hard negative, S %1</numerusform>
            <numerusform>%Ln candidates; W: R_w, the best answer; L: R_l, the hard negative, S %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln points</source>
        <translation>
            <numerusform>%Ln point</numerusform>
            <numerusform>%Ln points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::SelectionPanel</name>
    <message numerus="yes">
        <source>%Ln pairs of %1 samples</source>
        <translation>
            <numerusform>%Ln pair of %1 samples</numerusform>
            <numerusform>%Ln pairs of %1 samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln differ from “%1”: %2 gained, %3 lost</source>
        <translation>
            <numerusform>%Ln differs from “%1”: %2 gained, %3 lost</numerusform>
            <numerusform>%Ln differ from “%1”: %2 gained, %3 lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>m3po::TrainingForm</name>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln pair</numerusform>
            <numerusform>%Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln steps</source>
        <translation>
            <numerusform>%Ln step</numerusform>
            <numerusform>%Ln steps</numerusform>
        </translation>
    </message>
</context>
</TS>
