using System.Text;

namespace Coopera.Pdf.Reading;

/// <summary>The text that the appearance of a field shows, as far as its fonts tell their letters.</summary>
internal sealed class AppearanceText(PdfDocument document, Dictionary<string, object?>? formResources)
{
    private const int MaximumDepth = 4;
    private const int MaximumOperands = 64;
    private const int MaximumText = 100_000;

    /// <summary>More than a field ever shows.</summary>
    private const int MaximumContent = 64 * 1024;

    private readonly Dictionary<Dictionary<string, object?>, FontText?> _fonts = [];
    private readonly Dictionary<int, string?> _known = [];

    /// <summary>Null when that cannot be told: it is drawn, or set in a font that keeps its letters to itself.</summary>
    public string? Read(PdfStream appearance)
    {
        if (!_known.TryGetValue(appearance.DataStart, out var text))
        {
            var drawing = new Drawing(this);
            drawing.Run(appearance, formResources, 0);
            _known[appearance.DataStart] = text = drawing.Text;
        }

        return text;
    }

    private PdfDocument Owner => document;

    private FontText? Font(Dictionary<string, object?>? resources, string name)
    {
        var fonts = document.Dictionary(resources?.Entry("Font"));
        var font = document.Dictionary(fonts?.Entry(name))
            ?? document.Dictionary(document.Dictionary(formResources?.Entry("Font"))?.Entry(name));
        if (font is null)
        {
            return null;
        }

        if (!_fonts.TryGetValue(font, out var text))
        {
            _fonts[font] = text = FontText.Of(document, font);
        }

        return text;
    }

    private sealed class Drawing(AppearanceText appearances)
    {
        private readonly StringBuilder _text = new();
        private readonly Stack<(FontText? Font, int Mode)> _saved = [];
        private readonly List<object?> _operands = [];
        private FontText? _font;
        private int _mode;
        private bool _isUnreadable;
        private bool _draws;

        public string? Text => _isUnreadable || (_draws && string.IsNullOrWhiteSpace(_text.ToString())) ? null : _text.ToString();

        public void Run(PdfStream stream, Dictionary<string, object?>? inherited, int depth)
        {
            var document = appearances.Owner;
            if (depth > MaximumDepth || Content(stream) is not { } content)
            {
                _isUnreadable = true;
                return;
            }

            var resources = document.Dictionary(stream.Dictionary.Entry("Resources")) ?? inherited;
            var syntax = new PdfSyntax(content, document.File.Budget);
            for (syntax.SkipSpace(); !syntax.AtEnd && !_isUnreadable; syntax.SkipSpace())
            {
                var before = syntax.Position;
                var token = document.File.TryRead(syntax);
                if (token is PdfKeyword operation)
                {
                    Do(operation.Value, resources, depth);
                    _operands.Clear();
                }
                else if (_operands.Count < MaximumOperands)
                {
                    _operands.Add(token);
                }

                syntax.Position = Math.Max(syntax.Position, before + 1);
            }
        }

        private ReadOnlyMemory<byte>? Content(PdfStream stream)
        {
            var length = appearances.Owner.Resolve(stream.Dictionary.Entry("Length")).Integer();
            var content = length <= MaximumContent ? appearances.Owner.Unpacked(stream, MaximumContent + 1) : null;
            return content?.Length <= MaximumContent ? content : null;
        }

        private void Do(string operation, Dictionary<string, object?>? resources, int depth)
        {
            switch (operation)
            {
                case "q" when _saved.Count < MaximumOperands:
                    _saved.Push((_font, _mode));
                    break;
                case "Q" when _saved.TryPop(out var saved):
                    (_font, _mode) = saved;
                    break;
                case "Tf" when _operands.Count >= 2 && _operands[^2] is PdfName name:
                    _font = appearances.Font(resources, name.Value);
                    break;
                case "Tr":
                    _mode = _operands.LastOrDefault().Integer();
                    break;
                case "Td" or "TD" or "T*" or "Tm" or "BT":
                    _text.Append('\n');
                    break;
                case "Tj" or "'" or "\"":
                    _text.Append(operation == "Tj" ? "" : "\n");
                    Show(_operands.LastOrDefault());
                    break;
                case "TJ":
                    (_operands.LastOrDefault() as List<object?>)?.ForEach(Show);
                    break;
                case "Do":
                    Place(_operands.LastOrDefault() as PdfName, resources, depth);
                    break;
                case "BI" or "sh":
                    _isUnreadable = true;
                    break;
                case "c" or "v" or "y":
                    _draws = true; // curves may be letters
                    break;
                default:
                    break;
            }
        }

        private void Show(object? value)
        {
            if (value is not PdfString text || text.Bytes.Length == 0 || _mode is 3 or 7)
            {
                return; // a distance between letters, or text that is not painted
            }

            var letters = _font?.Decode(text.Bytes);
            _isUnreadable |= letters is null || _text.Length > MaximumText;
            _text.Append(letters);
        }

        private void Place(PdfName? name, Dictionary<string, object?>? resources, int depth)
        {
            var document = appearances.Owner;
            var placed = name is null ? null : document.Resolve(document.Dictionary(resources?.Entry("XObject"))?.Entry(name.Value));
            if (placed is PdfStream stream && document.Resolve(stream.Dictionary.Entry("Subtype")).Is("Form"))
            {
                _operands.Clear();
                Run(stream, resources, depth + 1);
            }
            else
            {
                _isUnreadable = true; // a picture
            }
        }
    }
}
