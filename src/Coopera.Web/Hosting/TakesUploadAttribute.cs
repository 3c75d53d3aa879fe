using System.Runtime.ExceptionServices;
using Coopera.Core;
using Coopera.Core.Files;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Coopera.Web.Hosting;

/// <summary>
/// On an action that takes a file: how much of one is kept, and where it waits. When it cannot be kept the action does not run.
/// </summary>
/// <param name="largest">The file, and what a form adds around it.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesUploadAttribute(long largest) : Attribute, IFilterFactory, IOrderedFilter, IRequestSizeLimitMetadata
{
    /// <summary>
    /// What is larger than <c>largest</c> is read to its end and forgotten: a browser that is cut off while it sends shows no answer.
    /// </summary>
    public long? MaxRequestBodySize => 2_000_000_000;

    /// <summary>In characters, of what is typed or pasted beside the file; 0: as in every form.</summary>
    public int LongestField { get; set; }

    public int Order => 900;

    public bool IsReusable => true;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => new Filter(
        largest, LongestField, serviceProvider.GetRequiredService<Settings>(),
        serviceProvider.GetRequiredService<IOptions<FormOptions>>().Value);

    private sealed class Filter(long largest, int longestField, Settings settings, FormOptions options)
        : IAuthorizationFilter, IActionFilter
    {
        private readonly FormOptions _limits = new()
        {
            ValueCountLimit = options.ValueCountLimit,
            KeyLengthLimit = options.KeyLengthLimit,
            ValueLengthLimit = longestField > 0 ? longestField : options.ValueLengthLimit,
            MultipartBodyLengthLimit = largest,
        };

        public void OnAuthorization(AuthorizationFilterContext context)
        {
            var request = context.HttpContext.Request;
            var isMultipart = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
                && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
            var boundary = isMultipart ? HeaderUtilities.RemoveQuotes(type!.Boundary).ToString() : "";
            context.HttpContext.Features.Set<IFormFeature>(boundary.Length > 0
                ? new UploadForm(request, boundary, _limits, settings.Site, NoRoom())
                : new FormFeature(request, _limits));
        }

        public void OnActionExecuting(ActionExecutingContext context)
        {
            if (context.HttpContext.Features.Get<IFormFeature>() is UploadForm { Fault: { } fault })
            {
                ExceptionDispatchInfo.Throw(fault);
            }
        }

        public void OnActionExecuted(ActionExecutedContext context) =>
            (context.HttpContext.Features.Get<IFormFeature>() as UploadForm)?.Release();

        private IOException? NoRoom() =>
            settings.Uploads.IsFull(DataFolder.FreeBytes(settings.Site.DataFolder)) ? DiskFull.Soon() : null;
    }
}
