using Coopera.Core.Documents.Signatures;
using Coopera.Core.Files;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination;

/// <summary>A signed copy as people read it.</summary>
public sealed class ReadableCopy(UploadStore store)
{
    /// <summary>Scanners write a few lines before the mark of a PDF.</summary>
    private const int BeginningBytes = 4096;

    public bool IsKept(SignedCopy copy) => store.Has(copy.StoreKey);

    /// <summary>A PDF: the copy, or what is in its envelope. Null when neither is one, or the bytes are gone from the store.</summary>
    public async Task<Stream?> OpenAsync(SignedCopy copy, CancellationToken cancellationToken)
    {
        if (store.Open(copy.StoreKey) is not { } original)
        {
            return null;
        }

        var beginning = new byte[BeginningBytes];
        var length = await original.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        original.Position = 0;
        if (FileContent.Recognise(beginning.AsSpan(0, length)) == FileKind.Pdf)
        {
            return original;
        }

        await using (original)
        {
            return await InsideAsync(original, cancellationToken);
        }
    }

    /// <summary>Null when what is inside could not be taken out.</summary>
    public static Task<Stream?> InsideAsync(Stream original, CancellationToken cancellationToken) => InspectionTurns.TakeAsync(
        async () =>
        {
            var bytes = new byte[original.Length];
            await original.ReadExactlyAsync(bytes, cancellationToken);
            original.Position = 0;
            var document = SignedFile.Inspect(bytes, SignedFile.Budget(bytes.Length, cancellationToken)).Document;
            return document.IsEmpty ? null : (Stream?)new MemoryStream(document.ToArray());
        },
        cancellationToken);
}
