using MimeKit;

namespace Coopera.Core.Mail.Parts;

/// <summary>
/// The flag of the Union, which stands beside its sentence in whatever the project publishes. It travels in the mail: nothing is loaded
/// from outside, and nobody learns who opened it.
/// </summary>
public static class FundingEmblem
{
    public const string Address = $"cid:{Id}";
    public const string Description = "Bandiera dell’Unione europea";

    private const string Id = "ue.png@coopera";

    private static readonly byte[] Picture = Read();

    /// <summary>For where a mail is only shown.</summary>
    public static string Inline { get; } = $"data:image/png;base64,{Convert.ToBase64String(Picture)}";

    /// <summary>The page with the picture that it shows.</summary>
    public static MultipartRelated With(TextPart html) =>
    [
        html,
        new MimePart("image", "png")
        {
            Content = new MimeContent(new MemoryStream(Picture)),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = "ue.png" },
            ContentId = Id,
        },
    ];

    private static byte[] Read()
    {
        using var resource = typeof(FundingEmblem).Assembly.GetManifestResourceStream("Coopera.Core.Mail.ue.png")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
