using Coopera.Core.Files;

namespace Coopera.Web.Shared;

internal static class FormFiles
{
    public static ReceivedFile Received(this IFormFile file) => new(file.FileName, file.Length, file.OpenReadStream);
}
