using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Help;

public sealed class HelpController : AdminController
{
    [HttpGet("/gestione/aiuto")]
    public ViewResult Index() => View();
}
