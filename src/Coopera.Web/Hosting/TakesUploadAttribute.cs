using Coopera.Core;
using Coopera.Core.Files;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Coopera.Web.Hosting;

/// <summary>
/// On an action that takes a file: how large the form may be, and where it waits. With no room on the disk the action does not run.
/// </summary>
/// <param name="largest">The file, and what a form adds around it.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesUploadAttribute(long largest) : Attribute, IFilterFactory, IOrderedFilter
{
    public int Order => 900;

    public bool IsReusable => true;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => new Filter(
        largest, serviceProvider.GetRequiredService<Settings>(), serviceProvider.GetRequiredService<IOptions<FormOptions>>().Value);

    private sealed class Filter(long largest, Settings settings, FormOptions options) : IAuthorizationFilter, IActionFilter
    {
        private readonly FormOptions _limits = new()
        {
            ValueCountLimit = options.ValueCountLimit,
            KeyLengthLimit = options.KeyLengthLimit,
            ValueLengthLimit = options.ValueLengthLimit,
            MultipartBodyLengthLimit = largest,
        };

        public void OnAuthorization(AuthorizationFilterContext context)
        {
            var request = context.HttpContext.Request;
            var isMultipart = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
                && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
            var boundary = isMultipart ? HeaderUtilities.RemoveQuotes(type!.Boundary).ToString() : "";
            context.HttpContext.Features.Set<IFormFeature>(boundary.Length > 0
                ? new UploadForm(request, boundary, _limits, TemporaryFiles.FolderOf(settings.Site), NoRoom())
                : new FormFeature(request, _limits));
        }

        public void OnActionExecuting(ActionExecutingContext context)
        {
            if (context.HttpContext.Features.Get<IFormFeature>() is UploadForm { NoRoom: { } full })
            {
                throw new IOException(full.Message, full.HResult);
            }
        }

        public void OnActionExecuted(ActionExecutedContext context)
        {
        }

        private IOException? NoRoom() =>
            DataFolder.FreeBytes(settings.Site.DataFolder) < settings.Uploads.LeastFreeBytes ? DiskFull.Soon() : null;
    }
}
