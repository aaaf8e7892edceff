using System.Net;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Tests.Limits;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::")]
    [InlineData("", "255.255.255.255")]
    public void Address_StandsFor_OneSubscriber(string address, string network) =>
        ClientNetwork.Of(address).Should().Be(IPAddress.Parse(network));
}
