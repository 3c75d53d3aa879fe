using System.Text;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <summary>The attachments of a mail that Outlook saved as a file (.msg, [MS-OXMSG]), those of mails inside it too.</summary>
public static class OutlookMail
{
    private const string Attachments = "__attach_version1.0_#";
    private const string Properties = "__properties_version1.0";
    private const string Data = "__substg1.0_37010102";
    private const string Message = "__substg1.0_3701000D";
    private const string Name = "__substg1.0_3707001F";
    private const string ShortName = "__substg1.0_3704001F";
    private const int MostDepth = 5;
    private const int MostAttachments = 200;
    private const int MostNameLength = 1_000;

    /// <summary>Null for a file of another program, such as a Word document.</summary>
    public static IReadOnlyList<Attachment>? Read(ReadOnlyMemory<byte> file, ReadingBudget budget)
    {
        try
        {
            var compound = CompoundFile.Open(file, budget);
            var parts = compound.Children(compound.Root);
            if (!parts.Any(part => part.Name == Properties))
            {
                return null;
            }

            var found = new List<Attachment>();
            Collect(compound, parts, found, depth: 0);
            return found;
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or OverflowException)
        {
            return null; // damaged: nothing tells it from any other file of this kind
        }
    }

    private static void Collect(CompoundFile file, IReadOnlyList<CompoundFile.Entry> message, List<Attachment> found, int depth)
    {
        foreach (var folder in message.Where(part => part.Name.StartsWith(Attachments, StringComparison.Ordinal)))
        {
            if (found.Count >= MostAttachments)
            {
                return; // so many are several, whatever they are
            }

            var parts = file.Children(folder);
            if (parts.FirstOrDefault(part => part.Name == Data) is { } data)
            {
                var name = parts.FirstOrDefault(part => part.Name == Name) ?? parts.FirstOrDefault(part => part.Name == ShortName);
                found.Add(new Attachment(
                    name is { Length: <= MostNameLength } ? Encoding.Unicode.GetString(file.Bytes(name)) : null,
                    "application/octet-stream",
                    file.Bytes(data)));
            }
            else if (depth < MostDepth && parts.FirstOrDefault(part => part.Name == Message) is { } inner)
            {
                Collect(file, file.Children(inner), found, depth + 1);
            }
        }
    }
}
