//! How the page looks: black on white, on A4 and on a screen, and without colour that carries a meaning alone.

/// The style sheet. What belongs together is not torn apart by the end of a page.
pub(super) const STYLE: &str = "
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: \"Page \" counter(page) \" of \" counter(pages); font: 9pt Arial, sans-serif; } }
html { font: 11pt/1.45 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #fff; }
body { max-width: 178mm; margin: 0 auto; padding: 8mm 4mm; overflow-wrap: anywhere; }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 4mm; }
h2 { font-size: 13pt; margin: 8mm 0 2mm; break-after: avoid; }
p { margin: 0 0 2mm; }
ul { margin: 0; padding-left: 5mm; }
li { margin-bottom: 2mm; break-inside: avoid; }
table { width: 100%; border-collapse: collapse; }
tr { break-inside: avoid; border-bottom: 1px solid #b1b4b6; }
th, td { text-align: left; vertical-align: top; padding: 1.5mm 2mm 1.5mm 0; }
th { width: 38%; font-weight: bold; }
.text { white-space: pre-wrap; }
.why { color: #383f43; }
.cite { color: #484949; font-size: 9.5pt; }
.none { color: #484949; }
.outcome { border-left: 2mm solid #0b0c0c; padding: 0 0 0 4mm; margin-top: 6mm; }
.outcome h2 { margin-top: 0; }
.personal, .draft { font-weight: bold; }
.training { border: 1mm dashed #0b0c0c; padding: 3mm; font-size: 14pt; font-weight: bold; text-transform: uppercase; }
.signature { width: 75mm; height: 25mm; border-bottom: 1px solid #0b0c0c; }
.signature path { fill: none; stroke: #0b0c0c; stroke-width: 3; }
.about { font-size: 9.5pt; }
@media print { body { max-width: none; padding: 0; } }
";
