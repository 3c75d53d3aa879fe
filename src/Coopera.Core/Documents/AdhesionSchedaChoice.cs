using Coopera.Core.Documents.Signatures;
using Coopera.Pdf;

namespace Coopera.Core.Documents;

public sealed class AdhesionSchedaChoice<T>(string name, string label, params IReadOnlyList<(T Value, string Name, string Label)> boxes)
    where T : struct, Enum
{
    public SchedaField Compared => new(name, label);

    public ChoiceGroup Group(IReadOnlyDictionary<string, string> fields, double weight = 1, bool isRequired = false) =>
        new(
            label,
            [.. boxes.Select(box => new CheckBox(FieldOf(box.Name), box.Label, IsTicked(fields, box.Name), $"{label}: {box.Label}"))],
            weight)
        { Required = isRequired };

    public void Write(Dictionary<string, string> fields, Func<T, bool> isTicked)
    {
        foreach (var box in boxes)
        {
            fields[FieldOf(box.Name)] = isTicked(box.Value) ? "Yes" : PdfFormReader.Off;
        }
    }

    public IEnumerable<T> All(IReadOnlyDictionary<string, string> fields) =>
        boxes.Where(box => IsTicked(fields, box.Name)).Select(box => box.Value);

    public T? One(IReadOnlyDictionary<string, string> fields) => All(fields).ToList() is [var only] ? only : null;

    public void Tell(IReadOnlyDictionary<string, string> fields, Dictionary<string, string> words)
    {
        if (boxes.Any(box => words.Remove(FieldOf(box.Name))))
        {
            words[name] = string.Join(", ", boxes.Where(box => IsTicked(fields, box.Name)).Select(box => box.Label));
        }
    }

    private string FieldOf(string box) => $"{name}_{box}";

    private bool IsTicked(IReadOnlyDictionary<string, string> fields, string box) =>
        PdfFormReader.IsOn(fields.GetValueOrDefault(FieldOf(box)));
}
