using MimeKit;

namespace Coopera.Core.Documents.CertifiedMail;

/// <summary>
/// What a provider put beside its text: daticert.xml, and the message that it carries. Only what is its own: the parts of the message
/// inside are somebody else's, and a daticert.xml among them certifies nothing.
/// </summary>
/// <param name="Inside">Null when it carries no message.</param>
internal sealed record PecParts(Daticert? Certified, ReadOnlyMemory<byte>? Inside)
{
    private const string MessageName = "postacert.eml";

    public static PecParts Of(MimeEntity? content)
    {
        var leaves = new List<MimeEntity>();
        Collect(content, leaves);
        Daticert? certified = null;
        foreach (var part in leaves.OfType<MimePart>().Where(IsXml))
        {
            certified ??= Daticert.Read(Decoded(part));
        }

        var mails = leaves.OfType<MessagePart>().ToList();
        var named = leaves.Where(part => MessageName.Equals(NameOf(part), StringComparison.OrdinalIgnoreCase)).ToList();
        var message = named.FirstOrDefault() ?? (mails.Count == 1 ? mails[0] : null);
        return new PecParts(certified, message switch
        {
            MessagePart { Message: { } inside } => Written(inside),
            MimePart file => Decoded(file), // some servers make a file of it
            _ => null,
        });
    }

    private static void Collect(MimeEntity? entity, List<MimeEntity> leaves)
    {
        if (entity is Multipart parts)
        {
            foreach (var part in parts)
            {
                Collect(part, leaves);
            }
        }
        else if (entity is not null)
        {
            leaves.Add(entity);
        }
    }

    private static bool IsXml(MimePart part) => Daticert.FileName.Equals(NameOf(part), StringComparison.OrdinalIgnoreCase);

    private static string? NameOf(MimeEntity part) => (part.ContentDisposition?.FileName ?? part.ContentType.Name)?.Trim();

    internal static byte[] Decoded(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return bytes.ToArray();
    }

    private static ReadOnlyMemory<byte> Written(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }
}
