using Coopera.Core.Files;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Coopera.Web.Hosting;

/// <summary>
/// Reads a form with files as the framework does, but buffers what is large in the data folder's "tmp" and not wherever the system keeps
/// temporary files. When the disk is full it still reads the fields: what was typed is not lost.
/// </summary>
internal sealed class UploadForm(
    HttpRequest request, string boundary, FormOptions limits, string folder, IOException? noRoom) : IFormFeature
{
    private Task<IFormCollection>? _reading;

    public bool HasFormContentType => true;

    public IFormCollection? Form { get; set; }

    public List<(string Field, string Name)> FileFields { get; } = [];

    public IOException? NoRoom { get; private set; } = noRoom;

    public IFormCollection ReadForm() => ReadFormAsync(CancellationToken.None).GetAwaiter().GetResult();

    public Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) =>
        Form is { } form ? Task.FromResult(form) : _reading ??= ReadAsync(cancellationToken);

    private async Task<IFormCollection> ReadAsync(CancellationToken cancellationToken)
    {
        var (fields, files) = (new KeyValueAccumulator(), new FormFileCollection());
        var reader = new MultipartReader(boundary, request.Body)
        {
            HeadersCountLimit = limits.MultipartHeadersCountLimit,
            HeadersLengthLimit = limits.MultipartHeadersLengthLimit,
            BodyLengthLimit = limits.MultipartBodyLengthLimit,
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
                var value = await new FormMultipartSection(section, disposition).GetValueAsync(cancellationToken);
                fields.Append(name, value.Length <= limits.ValueLengthLimit
                    ? value
                    : throw new InvalidDataException("A field of the form is longer than any of the site."));
            }

            Check(name, fields, files);
        }

        return Form = new FormCollection(fields.HasValues ? fields.GetResults() : new Dictionary<string, StringValues>(), files);
    }

    /// <summary>Null when there is no room for it; it is read to its end all the same, for the sake of what comes after it.</summary>
    private async Task<FormFile?> BufferAsync(MultipartSection section, string name, string fileName, CancellationToken cancellationToken)
    {
        FileBufferingReadStream? buffer = null;
        try
        {
            if (NoRoom is null)
            {
                buffer = new FileBufferingReadStream(section.Body, limits.MemoryBufferThreshold, limits.MultipartBodyLengthLimit, folder);
                request.HttpContext.Response.RegisterForDispose(buffer);
                await buffer.DrainAsync(cancellationToken);
                buffer.Position = 0;
                return new FormFile(buffer, 0, buffer.Length, name, fileName) { Headers = new HeaderDictionary(section.Headers ?? []) };
            }
        }
        catch (IOException full) when (DiskFull.Caused(full))
        {
            NoRoom = full;
            await CloseAsync(buffer);
        }

        await section.Body.CopyToAsync(Stream.Null, cancellationToken);
        return null;
    }

    private static async Task CloseAsync(FileBufferingReadStream? buffer)
    {
        try
        {
            await (buffer?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (IOException still) when (DiskFull.Caused(still))
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
