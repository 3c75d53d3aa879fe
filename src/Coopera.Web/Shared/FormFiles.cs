using Coopera.Core.Files;

namespace Coopera.Web.Shared;

internal static class FormFiles
{
    /// <summary>A file of a form, as the use cases take it.</summary>
    public static ReceivedFile Received(this IFormFile file) => new(file.FileName, file.Length, file.OpenReadStream);
}
