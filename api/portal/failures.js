// What fails of a page, a script of it or what it loads, is told once: no word of what it was. It runs where nothing newer does.
;(function () {
  var told = false
  function tell() {
    if (told) return
    told = true
    var request = new XMLHttpRequest()
    request.open('POST', '/portal/v1/page-errors')
    request.setRequestHeader('Content-Type', 'application/json')
    request.send('{}')
  }
  window.addEventListener('error', tell, true)
  window.addEventListener('unhandledrejection', tell)
})()
