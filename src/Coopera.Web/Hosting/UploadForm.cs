using System.Buffers;
using Coopera.Core;
using Coopera.Core.Files;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Coopera.Web.Hosting;

/// <summary>
/// Reads a form with files as the framework does, but buffers what is large in the data folder's "tmp" and not wherever the system keeps
/// temporary files. When the disk is full, or a file too large to be kept, it still reads the fields: what was typed is not lost.
/// </summary>
/// <param name="noRoom">There is too little room left for any file, before the first byte.</param>
internal sealed class UploadForm(
    HttpRequest request, string boundary, FormOptions limits, SiteSettings site, IOException? noRoom) : IFormFeature
{
    private readonly List<FileStream> _kept = [];
    private Task<IFormCollection>? _reading;

    public bool HasFormContentType => true;

    public IFormCollection? Form { get; set; }

    public List<(string Field, string Name)> FileFields { get; } = [];

    /// <summary>Why files could not be kept: the disk is full, or may not be written to.</summary>
    public Exception? Fault { get; private set; } = noRoom;

    public IFormCollection ReadForm() => ReadFormAsync(CancellationToken.None).GetAwaiter().GetResult();

    public Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) =>
        Form is { } form ? Task.FromResult(form) : _reading ??= ReadAsync(cancellationToken);

    /// <summary>What waited is stored by now, or not wanted: its room is free before the answer leaves.</summary>
    public void Release() => _kept.ForEach(file => file.Dispose());

    private async Task<IFormCollection> ReadAsync(CancellationToken cancellationToken)
    {
        var (fields, files) = (new KeyValueAccumulator(), new FormFileCollection());
        var reader = new MultipartReader(boundary, request.Body)
        {
            HeadersCountLimit = limits.MultipartHeadersCountLimit,
            HeadersLengthLimit = limits.MultipartHeadersLengthLimit,
        };
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                throw new InvalidDataException("A part of the form does not say what it is.");
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (disposition.IsFileDisposition())
            {
                var fileName = HeaderUtilities
                    .RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
                if (fileName.Length > 0)
                {
                    FileFields.Add((name, fileName));
                }

                if (await BufferAsync(section, name, fileName, cancellationToken) is { } file)
                {
                    files.Add(file);
                }
            }
            else if (disposition.IsFormDisposition())
            {
                fields.Append(name, await ValueAsync(section, cancellationToken));
            }

            Check(name, fields, files);
        }

        return Form = new FormCollection(fields.HasValues ? fields.GetResults() : new Dictionary<string, StringValues>(), files);
    }

    private async Task<string> ValueAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(section.Body, leaveOpen: true);
        var value = ArrayPool<char>.Shared.Rent(limits.ValueLengthLimit + 1);
        try
        {
            var length = await reader.ReadBlockAsync(value.AsMemory(0, limits.ValueLengthLimit + 1), cancellationToken);
            return length <= limits.ValueLengthLimit
                ? new string(value, 0, length)
                : throw new InvalidDataException("A field of the form is longer than any of the site.");
        }
        finally
        {
            ArrayPool<char>.Shared.Return(value);
        }
    }

    /// <summary>
    /// Null when there is no room for it. It is read to its end all the same, for the sake of what comes after it; of one that is too large
    /// only the length is kept, so that the page can say so at the field.
    /// </summary>
    private async Task<FormFile?> BufferAsync(MultipartSection section, string name, string fileName, CancellationToken cancellationToken)
    {
        var most = limits.MultipartBodyLengthLimit;
        var chunk = ArrayPool<byte>.Shared.Rent(limits.MemoryBufferThreshold);
        FileStream? buffer = null;
        long length = 0;
        try
        {
            while (await section.Body.ReadAsync(chunk, cancellationToken) is var read and > 0)
            {
                length += read;
                if (length <= most && Fault is null)
                {
                    buffer = await KeepAsync(buffer, chunk.AsMemory(0, read), cancellationToken);
                }
            }

            buffer = buffer is null || length > most || Fault is not null ? buffer : await KeepAsync(buffer, default, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
            if (length > most || Fault is not null)
            {
                await CloseAsync(buffer);
            }
        }

        if (Fault is not null)
        {
            return null;
        }

        Stream content = length > most || buffer is null ? Stream.Null : buffer;
        return new FormFile(content, 0, length, name, fileName) { Headers = new HeaderDictionary(section.Headers ?? []) };
    }

    /// <summary>
    /// The file it is kept in; with no bytes, all of it on its way to the disk. A fault in writing is told by <see cref="Fault"/>.
    /// </summary>
    private async Task<FileStream?> KeepAsync(FileStream? buffer, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            if (buffer is null)
            {
                buffer = TemporaryFiles.Create(site, "upload");
                request.HttpContext.Response.RegisterForDispose(buffer);
                _kept.Add(buffer);
            }

            await (bytes.IsEmpty ? buffer.FlushAsync(cancellationToken) : buffer.WriteAsync(bytes, cancellationToken).AsTask());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Fault = fault;
        }

        return buffer;
    }

    private static async Task CloseAsync(FileStream? buffer)
    {
        try
        {
            await (buffer?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (IOException still) when (StorageFault.Caused(still))
        {
            // It could not write what it had left either.
        }
    }

    private void Check(string name, KeyValueAccumulator fields, FormFileCollection files)
    {
        if (name.Length > limits.KeyLengthLimit || fields.ValueCount + files.Count > limits.ValueCountLimit)
        {
            throw new InvalidDataException("The form has more fields, or longer names, than any form of the site.");
        }
    }
}
